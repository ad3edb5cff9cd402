import { expect, test } from "vitest";
import { readJsonText } from "../../../playground/src/settings/read-json-text.js";

test.each([
  ['{\n  "a": oops\n}', 2],
  ['{\n  "a": 1,\n\n}', 4],
  ['{"a": [1,\n2', 2],
  ["", 1],
  ["[1]\n]", 1],
])("the mistake in %j is in line %d", (text, line) => {
  expect(readJsonText(text).problem).toMatch(new RegExp(`^Line ${line}: .+`));
});

test("what is JSON has a value and no problem", () => {
  expect(readJsonText(" null ")).toEqual({ value: null });
});
