import { expect, test } from "vitest";
import { mayHang, withoutHangingPatterns } from "../../src/structured/hanging-patterns.js";

test.each([
  "^(a+)+$",
  "(a*)*b",
  "^(a|a)*$",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(a?){50}$",
  "^((a+)b?)*$",
  "^(?:\\w+\\s?)*$",
  "^(?<word>[a-z]+)*$",
  "^(-[a-z-]+)*$",
  "^(.\\d+)*$",
  "^(a{1,9})+$",
  "(x+x+)+y",
  "(a)\\1+",
  "([)]+)+",
  "(((a+){1,3}){1,3}){1,3}$",
])("%s may hang", (pattern) => {
  expect(mayHang(pattern)).toBe(true);
});

test.each([
  "^[a-z]+$",
  "^[a-z0-9]+(-[a-z0-9]+)*$",
  "^\\d+(,\\d+)*$",
  "^\\d{4}-\\d{2}-\\d{2}$",
  "^(\\+\\d{1,3} )?\\d+$",
  "^(foo|bar)$",
  "^([A-Z]{3})+$",
  "^(\\.[a-z]+)+$",
  "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
  "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$",
  "^[\\w.+-]+@[\\w-]+\\.[a-z]{2,}$",
  "^([a-z]+-)*x$",
  "^(\\d{1,3}\\.){3}\\d{1,3}$",
  "(((",
])("%s is checked", (pattern) => {
  expect(mayHang(pattern)).toBe(false);
});

test("what a schema says beside such patterns stays, and each is named", () => {
  const left: string[] = [];
  const schema = {
    type: "object",
    properties: { a: { type: "string", pattern: "^(a+)+$", maxLength: 9 } },
    patternProperties: { "(b*)*$": { type: "string" }, "^c": { type: "number" } },
    additionalProperties: false,
    required: ["a"],
  };
  expect(withoutHangingPatterns(schema, (pattern) => left.push(pattern))).toEqual({
    type: "object",
    properties: { a: { type: "string", maxLength: 9 } },
    patternProperties: { "^c": { type: "number" } },
    required: ["a"],
  });
  expect(left).toEqual(["^(a+)+$", "(b*)*$"]);
});
