import fc from "fast-check";
import { expect, test } from "vitest";
import { sameJson } from "../../src/structured/same-json.js";

test("A86: copies of a JSON value are the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameJson(value, JSON.parse(JSON.stringify(value)))).toBe(!hasNegativeZero(value));
    }),
  );
});

/** JSON writes it as 0. */
function hasNegativeZero(value: unknown): boolean {
  if (typeof value === "object" && value !== null)
    return Object.values(value).some(hasNegativeZero);
  return Object.is(value, -0);
}

test.each<[unknown, unknown]>([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ a: undefined }, { b: undefined }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [[1], [1, 2]],
  [[], {}],
  [null, {}],
  ["a", "ab"],
])("%j and %j are not", (left, right) => {
  expect(sameJson(left, right)).toBe(false);
  expect(sameJson(right, left)).toBe(false);
});

test("what JSON cannot hold is only the same as itself", () => {
  const map = new Map([["a", 1]]);
  expect(sameJson({ map }, { map })).toBe(true);
  expect(sameJson({ map }, { map: new Map() })).toBe(false);
  expect(sameJson(new Date(0), new Date(0))).toBe(false);
  expect(sameJson({ map: {} }, { map: new Map() })).toBe(false);
});
