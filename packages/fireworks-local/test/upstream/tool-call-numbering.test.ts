import { expect, test } from "vitest";
import { ToolCallNumbering } from "../../src/upstream/tool-call-numbering.js";

/** Index, id, name and arguments of each piece. */
function numbered(...pieces: object[]): unknown[] {
  const numbering = new ToolCallNumbering((index) => `new_${index}`);
  return pieces
    .map((piece) => numbering.number(piece as Record<string, unknown>))
    .map(({ index, id, function: fn }) => [index, id, fn?.name, fn?.arguments]);
}

const piece = (
  args: string | null,
  more: { index?: number; id?: string; name?: string } = {},
): object => {
  const { name, ...rest } = more;
  return { ...rest, function: { ...(name === undefined ? {} : { name }), arguments: args } };
};

test("pieces without id and index belong to the last call that has a name", () => {
  expect(numbered(piece("", { name: "a" }), piece("{}"), piece("[]", { name: "b" }))).toEqual([
    [0, "new_0", "a", ""],
    [0, undefined, undefined, "{}"],
    [1, "new_1", "b", "[]"],
  ]);
});

test("calls that come in turns are kept apart by their index, even with one id for both", () => {
  expect(
    numbered(
      piece("", { index: 0, id: "x", name: "a" }),
      piece("", { index: 1, id: "x", name: "b" }),
      piece("0", { index: 0 }),
      piece("1", { index: 1, id: "x" }),
    ),
  ).toEqual([
    [0, "x", "a", ""],
    [1, "x", "b", ""],
    [0, undefined, undefined, "0"],
    [1, undefined, undefined, "1"],
  ]);
});

test("whole calls at one index are several, with ids or without", () => {
  const ids = numbered(
    piece("{}", { index: 0, id: "x", name: "a" }),
    piece("{}", { index: 0, id: "y", name: "a" }),
  );
  expect(ids.map((call) => (call as unknown[]).slice(0, 2))).toEqual([
    [0, "x"],
    [1, "y"],
  ]);
  const none = numbered(piece("{}", { index: 0, name: "a" }), piece("{}", { index: 0, name: "b" }));
  expect(none.map((call) => (call as unknown[]).slice(0, 2))).toEqual([
    [0, "new_0"],
    [1, "new_1"],
  ]);
});

test("a name that is repeated with every piece opens no new call", () => {
  const pieces = ['{"a"', ":1", "}"].map((args) => piece(args, { index: 0, id: "x", name: "a" }));
  expect(numbered(...pieces)).toEqual([
    [0, "x", "a", '{"a"'],
    [0, undefined, undefined, ":1"],
    [0, undefined, undefined, "}"],
  ]);
});
