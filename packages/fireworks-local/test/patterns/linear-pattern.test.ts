import fc from "fast-check";
import { expect, test } from "vitest";
import { LinearPattern } from "../../src/patterns/linear-pattern.js";
import { StepBudget } from "../../src/patterns/step-budget.js";
import { cpuClock } from "../cpu-clock.js";

const PLENTY = 1e7;

function fits(source: string, flags: string, text: string): boolean {
  return new LinearPattern(source, flags).test(text, new StepBudget(PLENTY));
}

const piece = fc.constantFrom(
  "a",
  "b",
  "A",
  "B",
  ".",
  " ",
  "-",
  "_",
  "é",
  "😀",
  "ß",
  "1",
  "{",
  "]",
  "}",
  "/",
  "\\d",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
  "[a-c]",
  "[^ab\\]]",
  "^",
  "$",
  "\\b",
  "\\B",
  "\\.",
  "\\/",
  "\\u0041",
  "\\x62",
  "\\n",
  "[\\s\\S]",
  "\\ud83d\\ude00",
  "\\u{1f600}",
  "\\p{L}",
  "\\cJ",
  "\\-",
);
const pattern = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 2 },
    piece,
    fc
      .tuple(tie("pattern"), fc.constantFrom("(", "(?:", "(?<n>"))
      .map(([inner, open]) => `${open === "(?<n>" ? "(?:" : open}${inner})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("(?=", "(?!", "(?<=", "(?<!"))
      .map(([inner, open]) => `${open}${inner})`),
  ),
  pattern: fc
    .array(
      fc
        .tuple(
          tie("item"),
          fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "+?"),
        )
        .map(([item, times]) =>
          /^(?:\^|\$|\\b|\\B|\(\?<?[=!][^]*)$/.test(item) ? item : item + times,
        ),
      { maxLength: 4 },
    )
    .chain((items) => fc.constantFrom(items.join(""), items.join("|"))),
})).pattern;

test("it finds what JavaScript finds", () => {
  fc.assert(
    fc.property(
      pattern,
      fc.constantFrom("", "i", "m", "s", "im", "u", "iu"),
      fc.string({ unit: fc.constantFrom(..."abAB. -_\n1é😀ß/{]".split("")), maxLength: 6 }),
      (source, flags, text) => {
        let native: RegExp;
        try {
          native = new RegExp(source, flags);
        } catch {
          return;
        }
        expect(fits(source, flags, text)).toBe(native.test(text));
      },
    ),
    { numRuns: 1_000 },
  );
});

test.each([
  ["(a+)+$", `${"a".repeat(50_000)}!`],
  ["(a|a)*b", "a".repeat(50_000)],
  ["(.*)*x", "y".repeat(50_000)],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(50_000)],
  ["(?=(?:a+)+b)(?<!(?:a|a)*c)a", "a".repeat(50_000)],
  ["(?:(?:){1000000000}){1000000000}b", "a".repeat(50_000)],
])("/%s/ does not grow with the square of the text", (source, text) => {
  const spentMs = cpuClock();
  expect(fits(source, "", text)).toBe(false);
  expect(spentMs()).toBeLessThan(1_500);
});

test.each([
  ["(", /Invalid regular expression/],
  ["(a)\\1", /back-references/],
  ["(?<n>a)\\k<n>", /back-references/],
  ["(?:a{1000}){1000}", /more than 50000 steps/],
  ["a".repeat(10_001), /longer than/],
  ["(".repeat(200) + ")".repeat(200), /nests too deep/],
])("/%s/ is refused with the reason", (source, reason) => {
  expect(() => new LinearPattern(source, "")).toThrow(reason);
});

test("a budget ends what would take too long", () => {
  const slow = new LinearPattern("(?:a?){500}b", "");
  const spentMs = cpuClock();
  expect(() => slow.test("a".repeat(1e6), new StepBudget(1e6))).toThrow(/take too long/);
  expect(spentMs()).toBeLessThan(2_000);
});
