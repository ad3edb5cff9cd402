import fc from "fast-check";
import { expect, test } from "vitest";
import { editPieces, editsFor } from "../../src/cassettes/edit-pieces.js";

const pieces = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 4 }), {
  maxLength: 8,
});

test("editing pieces is editing the text, wherever it is cut, and keeps the number of pieces", () => {
  fc.assert(
    fc.property(pieces, (given) => {
      const edits = editsFor(given.join(""), [/abc?/g, /b+/g], "_");
      const edited = editPieces(given, edits);
      expect(edited).toHaveLength(given.length);
      const text = given.join("");
      const expected = edits.reduceRight(
        (out, { start, end, text: put }) => out.slice(0, start) + put + out.slice(end),
        text,
      );
      expect(edited.join("")).toBe(expected);
    }),
  );
});

test("what no pattern touches stays in its piece", () => {
  expect(editPieces(["xa", "by", "z"], editsFor("xabyz", [/ab/g], "[]"))).toEqual([
    "x[]",
    "y",
    "z",
  ]);
});

test("matches that overlap are one", () => {
  expect(editsFor("aabb", [/ab/g, /aab/g, /bb/g], "")).toEqual([{ start: 0, end: 4, text: "" }]);
});
