import { inspect } from "node:util";
import { AIMessageChunk, type ToolCallChunk } from "@langchain/core/messages";
import { describe, expect, test, vi } from "vitest";
import {
  type FireworksMessageChunk,
  choicesOf,
  FireworksMessageChunk as Chunk,
} from "../../src/convert/message-chunk.js";
import { PartialJson } from "../../src/convert/partial-json.js";

const chunk = (
  fields: Partial<ConstructorParameters<typeof Chunk>[0] & object>,
): FireworksMessageChunk => new Chunk({ id: "id-1", content: "", ...fields } as never);

const piece = (args: string, rest: Partial<ToolCallChunk> = {}): FireworksMessageChunk =>
  chunk({ tool_call_chunks: [{ type: "tool_call_chunk", index: 0, args, ...rest }] });

const tokens = (...content: object[]): FireworksMessageChunk =>
  chunk({ response_metadata: { model_provider: "fireworks", logprobs: { content } } });

const logprobsOf = ({ response_metadata: metadata }: AIMessageChunk) =>
  metadata.logprobs as { content: { token: string }[] };

const LONG = "word ".repeat(300);

/** The sums of a call whose arguments are long, each looked at. */
function growing(looked: (sum: AIMessageChunk) => void): AIMessageChunk {
  const written = JSON.stringify({ text: LONG, list: [1, 2] });
  let sum: AIMessageChunk = piece("", { id: "c1", name: "write" });
  for (let at = 0; at < written.length; at += 5) {
    sum = sum.concat(piece(written.slice(at, at + 5)));
    looked(sum);
  }
  return sum;
}

describe("a sum whose calls are shown while they arrive", () => {
  test("reads every character once, however many sums are looked at", () => {
    const push = vi.spyOn(PartialJson.prototype, "push");
    const sum = growing(({ tool_calls: calls }) => expect(calls).toHaveLength(1));
    const read = push.mock.calls.reduce((length, [text]) => length + text.length, 0);
    vi.restoreAllMocks();
    expect(read).toBe(sum.tool_call_chunks?.[0]?.args?.length);
    expect(sum.tool_calls).toStrictEqual([
      { type: "tool_call", id: "c1", name: "write", args: { text: LONG, list: [1, 2] } },
    ]);
  });

  test("reads nothing of long calls until somebody looks", () => {
    const sum = growing(() => undefined);
    const push = vi.spyOn(PartialJson.prototype, "push");
    const next = sum.concat(piece(" "));
    expect(push).not.toHaveBeenCalled();
    expect(next.tool_calls?.[0]?.args).toStrictEqual({ text: LONG, list: [1, 2] });
    expect(push).toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test("gives values that stay as they were", () => {
    const seen: unknown[] = [];
    growing(({ tool_calls: calls }) => seen.push(calls?.[0]?.args));
    const texts = seen.map((args) => (args as { text?: string }).text?.length ?? 0);
    expect(texts).toStrictEqual(texts.toSorted((left, right) => left - right));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("lets its fields be written, and keeps what was written", () => {
    const sum = growing(() => undefined);
    sum.tool_calls = [];
    expect(sum.tool_calls).toStrictEqual([]);
    expect({ ...sum }.tool_calls).toStrictEqual([]);
    expect(sum.concat(piece("")).tool_calls).toHaveLength(1);
  });
});

describe("a sum with logprobs", () => {
  test("prints them with its metadata, and not that they are read when somebody looks", () => {
    const { response_metadata: metadata } = tokens({ token: "a" }).concat(tokens({ token: "b" }));
    const shown = {
      model_provider: "fireworks",
      logprobs: { content: [{ token: "a" }, { token: "b" }] },
    };
    expect(inspect(metadata, { depth: 9 })).toBe(inspect(shown, { depth: 9 }));
    expect(structuredClone(metadata)).toStrictEqual(shown);
    expect(JSON.parse(JSON.stringify(metadata))).toStrictEqual(shown);
  });

  test("continues the lists, also where core would take two tokens for one", () => {
    const alternatives = { index: 1, id: "same", text: "" };
    const sum = tokens(alternatives).concat(tokens(alternatives)).concat(tokens(alternatives));
    expect(logprobsOf(sum).content).toHaveLength(3);
  });

  test("does not change the chunks and sums it was made from", () => {
    const [first, second] = [tokens({ token: "a" }), tokens({ token: "b" })];
    const sum = first.concat(second);
    const longer = sum.concat(tokens({ token: "c" }));
    const other = sum.concat(tokens({ token: "d" }));
    const said = [first, sum, longer, other].map((made) =>
      logprobsOf(made)
        .content.map(({ token }) => token)
        .join(""),
    );
    expect(said).toStrictEqual(["a", "ab", "abc", "abd"]);
  });

  test("takes metadata that was put in its place", () => {
    const sum = tokens({ token: "a" }).concat(tokens({ token: "b" }));
    sum.response_metadata = { ...sum.response_metadata, logprobs: { content: [{ token: "x" }] } };
    expect(sum.concat(tokens({ token: "c" })).response_metadata.logprobs).toStrictEqual({
      content: [{ token: "x" }, { token: "c" }],
    });
  });
});

test("several choices keep calls and logprobs of their own", () => {
  const of = (choice: number, made: FireworksMessageChunk): FireworksMessageChunk => {
    made.response_metadata.choice_index = choice;
    return made;
  };
  const sum = [
    of(1, piece('{"a"', { id: "c1", name: "one" })),
    of(0, piece('{"a"', { id: "c0", name: "zero" })),
    of(0, piece(":0}")),
    of(1, piece(":1}")),
    of(1, tokens({ token: "t" })),
  ].reduce((left, right) => left.concat(right));
  const [zero, one] = choicesOf(sum);
  expect(sum.tool_calls).toMatchObject([{ id: "c0", args: { a: 0 } }]);
  expect(zero?.tool_calls).toMatchObject([{ id: "c0", args: { a: 0 } }]);
  expect(one?.tool_calls).toMatchObject([{ id: "c1", args: { a: 1 } }]);
  expect(one?.response_metadata.logprobs).toStrictEqual({ content: [{ token: "t" }] });
});

test("a chunk of core's own class can be added, and its odd pieces are read as core reads them", () => {
  const odd = {
    type: "tool_call_chunk",
    index: 0,
    args: "raw",
    isCustomTool: true,
  } as ToolCallChunk;
  const foreign = new AIMessageChunk({ content: "a", tool_call_chunks: [odd] });
  const sum = piece("", { id: "c1", name: "shell" }).concat(foreign);
  expect(sum).toBeInstanceOf(AIMessageChunk);
  expect(sum.content).toBe("a");
  expect(sum.tool_calls).toMatchObject([{ id: "c1", name: "shell", args: { input: "raw" } }]);
});
