import { useFireworksLocal } from "fireworks-local/vitest";
import { expect, test } from "vitest";
import cases from "./runner-cases.cjs";

const fireworks = useFireworksLocal();
const expectEqual = (actual, expected) => expect(actual).toEqual(expected);
cases.defineFailingTest({ test, fireworks, expectEqual });
