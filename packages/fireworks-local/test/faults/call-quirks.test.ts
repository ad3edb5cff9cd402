import type { QuirkName } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { BOTH, chunksWith } from "./fault-client.js";

interface Piece {
  index?: unknown;
  id?: unknown;
  type?: unknown;
  function?: { name?: unknown; arguments?: unknown };
}

async function deltasOf(quirks: QuirkName) {
  const chunks = await chunksWith({ quirks }, BOTH);
  return chunks.flatMap(({ choices }) => (choices ?? []).map(({ delta }) => delta));
}

async function piecesOf(quirks: QuirkName): Promise<Piece[]> {
  return (await deltasOf(quirks)).flatMap(({ tool_calls }) => (tool_calls ?? []) as Piece[]);
}

const values = (pieces: Piece[], key: keyof Piece): Set<unknown> =>
  new Set(pieces.map((piece) => piece[key]));
const names = (pieces: Piece[]): unknown[] => pieces.map((piece) => piece.function?.name);
const texts = (pieces: Piece[]): unknown[] => pieces.map((piece) => piece.function?.arguments);

describe("index", () => {
  test.each<[QuirkName, unknown[]]>([
    ["call-index-missing", [undefined]],
    ["call-index-from-one", [1, 2]],
    ["call-index-gaps", [3, 9]],
    ["call-index-same", [0]],
    ["call-index-text", ["0", "1"]],
  ])("%s", async (quirk, expected) => {
    expect(values(await piecesOf(quirk), "index")).toEqual(new Set(expected));
  });
});

describe("id", () => {
  test.each<[QuirkName, unknown[]]>([
    ["call-id-missing", [undefined]],
    ["call-id-null", [null]],
    ["call-id-empty", [""]],
    ["call-id-duplicate", ["call_0", undefined]],
    ["call-id-repeated", ["call_a", "call_b"]],
  ])("%s", async (quirk, expected) => {
    expect(values(await piecesOf(quirk), "id")).toEqual(new Set(expected));
  });

  test("comes with the second piece", async () => {
    const pieces = await piecesOf("call-id-late");
    expect(pieces[0]).not.toHaveProperty("id");
    expect(pieces[1]?.id).toBe("call_a");
  });
});

describe("name and type", () => {
  test.each<[QuirkName, unknown[]]>([
    ["call-name-missing", []],
    ["call-name-with-marker", ["weather<|channel|>commentary"]],
    ["call-name-split", ["weat", "her"]],
  ])("%s", async (quirk, expected) => {
    const found = names(await piecesOf(quirk)).filter((name) => name !== undefined);
    expect(new Set(found)).toEqual(new Set(expected));
  });

  test("the name comes late, or in every piece", async () => {
    expect(names(await piecesOf("call-name-late")).slice(0, 2)).toEqual([undefined, "weather"]);
    expect(new Set(names(await piecesOf("call-name-repeated")))).toEqual(new Set(["weather"]));
  });

  test("the type is missing", async () => {
    expect(values(await piecesOf("call-type-missing"), "type")).toEqual(new Set([undefined]));
  });
});

describe("arguments", () => {
  test.each<[QuirkName, unknown]>([
    ["call-arguments-missing", undefined],
    ["call-arguments-null", null],
    ["call-arguments-empty", ""],
    ["call-arguments-say-null", "null"],
  ])("%s", async (quirk, expected) => {
    expect(new Set(texts(await piecesOf(quirk)))).toEqual(new Set([expected]));
  });

  test("are the value itself, JSON text of JSON text, or cut", async () => {
    expect(texts(await piecesOf("call-arguments-object"))[0]).toEqual({ city: "Rome" });
    expect(texts(await piecesOf("call-arguments-double-encoded"))[0]).toBe(
      JSON.stringify('{"city":"Rome"}'),
    );
    expect(texts(await piecesOf("call-arguments-broken"))[0]).toBe('{"city":');
    expect(texts(await piecesOf("call-arguments-object-first")).slice(0, 2)).toEqual([
      {},
      '{"city":"Rome"}',
    ]);
  });
});

describe("pieces", () => {
  const ROME = { index: 0, id: "call_a", type: "function" };
  const whole = { ...ROME, function: { name: "weather", arguments: '{"city":"Rome"}' } };

  test("a call comes whole, all calls come together", async () => {
    expect((await piecesOf("call-whole"))[0]).toEqual(whole);
    const together = (await deltasOf("calls-together")).filter(({ tool_calls }) => tool_calls);
    expect(together).toHaveLength(1);
    expect(together[0]?.tool_calls).toHaveLength(2);
  });

  test("calls are interleaved, or repeated whole", async () => {
    const interleaved = await piecesOf("calls-interleaved");
    expect(interleaved.map(({ index }) => index)).toEqual([0, 1, 0, 1]);
    expect([0, 2].map((at) => texts(interleaved)[at]).join("")).toBe('{"city":"Rome"}');
    expect((await piecesOf("call-repeated-at-end"))[2]).toEqual(whole);
  });

  test("an empty piece comes last", async () => {
    expect((await piecesOf("call-empty-piece-at-end")).at(-1)).toEqual({
      index: 0,
      id: "",
      function: { name: "", arguments: "" },
    });
  });

  test("texts stand before and after", async () => {
    const said = (await deltasOf("call-between-texts")).flatMap(({ content }) => content ?? []);
    expect(said).toEqual(["Let me see.", " So."]);
  });
});

describe("calls that are not written as calls", () => {
  const finish = async (quirks: QuirkName): Promise<unknown> =>
    (await chunksWith({ quirks }, BOTH)).at(-1)?.choices?.[0]?.finish_reason;
  const said = async (quirks: QuirkName): Promise<string> =>
    (await deltasOf(quirks)).map(({ content }) => content ?? "").join("");

  test("stand as JSON in the content", async () => {
    expect(JSON.parse(await said("call-in-content"))).toEqual([
      { name: "weather", parameters: { city: "Rome" } },
      { name: "weather", parameters: { city: "Paris" } },
    ]);
    expect(await finish("call-in-content")).toBe("stop");
    expect(await piecesOf("call-in-content")).toEqual([]);
  });

  test("stand between tags, or are a function call", async () => {
    expect(await said("call-in-tags")).toMatch(/^<tool_call>\n\{"name":"weather",/);
    expect(await deltasOf("call-as-function-call")).toContainEqual({
      function_call: { name: "weather", arguments: '{"city":"Rome"}' },
    });
    expect(await finish("call-as-function-call")).toBe("function_call");
  });
});
