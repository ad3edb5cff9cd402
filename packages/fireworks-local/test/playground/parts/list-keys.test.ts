import { describe, expect, test } from "vitest";
import { nextRow } from "../../../playground/src/parts/list-keys.js";

const list = { at: 5, count: 20, page: 8 };

describe("keys of a list", () => {
  test.each([
    ["ArrowUp", 4],
    ["ArrowDown", 6],
    ["PageUp", 0],
    ["PageDown", 13],
    ["Home", 0],
    ["End", 19],
  ])("%s goes from row 5 of 20 to row %i", (key, next) => {
    expect(nextRow(key, list)).toBe(next);
  });

  test("do not leave the list", () => {
    expect(nextRow("ArrowUp", { ...list, at: 0 })).toBe(0);
    expect(nextRow("ArrowDown", { ...list, at: 19 })).toBe(19);
    expect(nextRow("PageDown", { ...list, at: 15 })).toBe(19);
  });

  test("begin at the first row where none is chosen", () => {
    expect(nextRow("ArrowDown", { ...list, at: -1 })).toBe(0);
    expect(nextRow("ArrowUp", { ...list, at: -1 })).toBe(0);
    expect(nextRow("PageDown", { ...list, at: -1 })).toBe(8);
  });

  test("choose nothing in an empty list, nor do other keys", () => {
    expect(nextRow("ArrowDown", { at: -1, count: 0, page: 8 })).toBeUndefined();
    expect(nextRow("Enter", list)).toBeUndefined();
    expect(nextRow("toString", list)).toBeUndefined();
  });
});
