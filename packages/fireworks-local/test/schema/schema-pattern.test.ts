import * as fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern } from "../../src/schema/schema-pattern.js";
import { UnsatisfiableSchemaError } from "../../src/schema/unsatisfiable.js";
import { WorkBudget } from "../../src/schema/work-budget.js";
import { cpuClock } from "../cpu-clock.js";

const matches = (pattern: string, text: string): boolean =>
  matchesPattern(pattern, text, new WorkBudget());

const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      "a",
      "b",
      ".",
      "\\d",
      "\\w",
      "\\s",
      "[ab]",
      "[^a]",
      "^",
      "$",
      "\\b",
      "\\B",
      "é",
      "\\u0061",
      "[\\d-]",
      "\\p{L}",
    ),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, two]) => `${one}${two}`),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, two]) => `(?:${one}|${two})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "+?"))
      .map(([inner, sign]) => `(?:${inner})${sign}`),
    fc
      .tuple(fc.constantFrom("?=", "?!", "?<=", "?<!"), tie("pattern"))
      .map(([look, inner]) => `(${look}${inner})`),
  ),
}));

const text = fc.string({ unit: fc.constantFrom("a", "b", "1", " ", "é", "-", "\n"), maxLength: 6 });

test("patterns find what the engine finds", () => {
  fc.assert(
    fc.property(pattern, text, (source, where) => {
      expect(matches(source, where)).toBe(new RegExp(source, "u").test(where));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["^(a+)+$", `${"a".repeat(5_000)}!`],
  ["^(a|a)*$", `${"a".repeat(1_000)}!`],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(1_000)],
])("%s, which the engine never comes back from, does not match at once", (source, where) => {
  const spentMs = cpuClock();
  expect(matches(source, where)).toBe(false);
  expect(spentMs()).toBeLessThan(1_000);
});

test("what is no regular expression finds itself in all texts", () => {
  expect(matches("(", "a")).toBe(true);
});

test.each(["(a)\\1", "a".repeat(10_001), `${"(".repeat(60)}a${")".repeat(60)}`])(
  "%.20s is refused",
  (source) => {
    expect(() => matches(source, "a")).toThrow(UnsatisfiableSchemaError);
  },
);
