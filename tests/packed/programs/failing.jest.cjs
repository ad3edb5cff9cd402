const { useFireworksLocal } = require("fireworks-local/jest");
const { defineFailingTest } = require("./runner-cases.cjs");

const fireworks = useFireworksLocal();
const expectEqual = (actual, expected) => expect(actual).toEqual(expected);
defineFailingTest({ test, fireworks, expectEqual });
