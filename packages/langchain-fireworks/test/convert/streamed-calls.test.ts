import { collapseToolCallChunks, type ToolCallChunk } from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { streamedCalls } from "../../src/convert/streamed-calls.js";

const piece = (args: string, rest: Partial<ToolCallChunk> = {}): ToolCallChunk => ({
  type: "tool_call_chunk",
  index: 0,
  args,
  ...rest,
});

/** What is read after each piece, by core from the whole text and by us from the piece. */
function readings(pieces: readonly string[]) {
  let reading = streamedCalls([piece("", { id: "c1", name: "add" })]);
  return pieces.map((args, at) => {
    reading = reading.plus({ place: 0, piece: piece(args) });
    const written = pieces.slice(0, at + 1).join("");
    const { tool_calls, invalid_tool_calls } = collapseToolCallChunks([
      piece(written, { id: "c1", name: "add" }),
    ]);
    return { written, ours: reading.value, core: { tool_calls, invalid_tool_calls } };
  });
}

function expectSame(pieces: readonly string[]): void {
  for (const { written, ours, core } of readings(pieces)) {
    expect({ written, ...ours }).toStrictEqual({ written, ...core });
  }
}

const json = fc
  .tuple(
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 4 },
    ),
    fc.constantFrom(0, 1, "\t"),
  )
  .map(([value, indent]) => JSON.stringify(value, undefined, indent))
  .filter((text) => !text.includes("__proto__"));

/** Texts that are nearly JSON: of its signs, and JSON with a few signs put in. */
const signs = fc.constantFrom(
  ...'{}[]":,\\/-+.0123eEu \n\u00a0ntfalrs',
  "null",
  "true",
  "false",
  '{"a":',
  "\\u00e9",
  "\ud83d",
  "\ude00",
);
const nearly = fc
  .tuple(json, fc.array(fc.tuple(fc.nat(), signs), { maxLength: 2 }))
  .map(([text, added]) =>
    added.reduce((so, [at, sign]) => {
      const place = at % (so.length + 1);
      return so.slice(0, place) + sign + so.slice(place);
    }, text),
  );
const noise = fc.array(signs, { maxLength: 20 }).map((list) => `{"a":${list.join("")}`);

function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (let turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
}

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

describe("the arguments of a call while they arrive", () => {
  test.each([
    ["JSON", json],
    ["nearly JSON", nearly],
    ["noise", noise],
  ])("are completed as core completes them, at every prefix of %s", (_, texts) => {
    fc.assert(fc.property(texts, sizes, (text, by) => expectSame(cut(text, by))));
  });

  test.each([
    '{"a":-0}',
    '{"a":-',
    '{"a":1.',
    '{"a":1e+',
    '{"a":01',
    '{"a":tru',
    '{"a":trux',
    '{"a":"\\',
    '{"a":"\\u00',
    '{"a":"\\u00"',
    '{"a":"line\nbreak"}',
    '{"a":"held back   ',
    '{"a":1} ',
    '{"a":1}{',
    '{"a":1} x',
    " [1]",
    '"{}"',
    "null",
    "",
    "  ",
  ])("%j at every sign", (text) => {
    expectSame([...text]);
  });

  test("a key named __proto__ is a key, which core takes for a prototype until the text is whole", () => {
    const [last] = readings(['{"__proto__":{"polluted":true},"b":1']).slice(-1);
    expect(Object.keys(last?.ours.tool_calls[0]?.args ?? {})).toStrictEqual(["__proto__", "b"]);
  });
});
