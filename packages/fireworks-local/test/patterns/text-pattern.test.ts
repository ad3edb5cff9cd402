import { expect, test } from "vitest";
import { StepBudget } from "../../src/patterns/step-budget.js";
import { TextPattern } from "../../src/patterns/text-pattern.js";

const budget = new StepBudget(1e6);

test.each([
  ["weather", "the weather", true],
  ["Weather", "the weather", false],
  ["/Weather/i", "the weather", true],
  ["/^weather/", "the weather", false],
  ["/^weather$/m", "the\nweather", true],
  ["/usr/bin", "in /usr/bin/", true],
  ["/usr/", "usr", true],
  ["/", "a/b", true],
  [/Weather/gi, "the weather", true],
  [/(?<=the )weather/, "the weather", true],
])("%s is found in %j: %s", (wanted, text, expected) => {
  const pattern = new TextPattern(wanted);
  expect(pattern.isIn(text, budget)).toBe(expected);
  expect(pattern.isIn(text, budget)).toBe(expected);
});

test("a text is the whole of another, a pattern fits anywhere", () => {
  expect(new TextPattern("kimi").is("kimi", budget)).toBe(true);
  expect(new TextPattern("kimi").is("kimi-k3", budget)).toBe(false);
  expect(new TextPattern("/kimi/").is("kimi-k3", budget)).toBe(true);
});

test("flags without a meaning are refused, not ignored", () => {
  expect(() => new TextPattern("/a/g")).toThrow("flags are i, m, s and u, not those of /a/g");
});
