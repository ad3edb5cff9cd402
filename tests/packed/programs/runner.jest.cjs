const { useFireworksLocal } = require("fireworks-local/jest");
const { defineLastTest, defineTests, options } = require("./runner-cases.cjs");

const expectEqual = (actual, expected) => expect(actual).toEqual(expected);

describe("with a server", () => {
  const fireworks = useFireworksLocal(options);
  defineTests({ test, fireworks, expectEqual });
});

defineLastTest({ test, expectEqual });
