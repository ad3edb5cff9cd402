import { AIMessageChunk } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { accumulate, emptyAccumulation, toCompletion } from "fireworks-client";
import type {
  ChatCompletionChunk,
  ChatCompletionDelta,
  ToolCallDelta,
} from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import {
  chunksFromWire,
  closingChunks,
  initialChunkState,
} from "../../src/convert/chunk-from-wire.js";

const requested = { model: "m", withUsage: true };

function chunk(
  delta: ChatCompletionDelta | null,
  rest: Partial<ChatCompletionChunk> & { finish?: string; logprobs?: unknown } = {},
): ChatCompletionChunk {
  const { finish, logprobs, ...top } = rest;
  return {
    id: "id-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason: finish ?? null, logprobs } as never],
    ...top,
  };
}

const calls = (...deltas: unknown[]): ChatCompletionChunk =>
  chunk({ tool_calls: deltas as ToolCallDelta[] });

/** The chunks LangChain sees of a list of wire chunks, the closing one included. */
function read(wire: ChatCompletionChunk[], includeRaw = false): AIMessageChunk[] {
  const state = initialChunkState({ ...requested, withRaw: includeRaw });
  const received = emptyAccumulation();
  const seen = wire.flatMap((part) => {
    accumulate(received, part);
    return chunksFromWire(state, part);
  });
  return [...seen, ...closingChunks(state, toCompletion(received))].map(
    ({ message }) => message as AIMessageChunk,
  );
}

const sum = (wire: ChatCompletionChunk[]): AIMessageChunk =>
  read(wire).reduce((left, right) => concat(left, right));

const finish = chunk({}, { finish: "stop" });
const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };

describe("chunks", () => {
  test("each piece of text is one chunk with the server's id and the provider", () => {
    const [first, second] = read([chunk({ content: "a" }), chunk({ content: "b" }), finish]);
    expect(first).toBeInstanceOf(AIMessageChunk);
    expect(first).toMatchObject({
      id: "id-1",
      content: "a",
      response_metadata: { model_provider: "fireworks" },
    });
    expect(second?.content).toBe("b");
  });

  test.each([
    ["the role", chunk({ role: "assistant" })],
    ["an empty text", chunk({ role: "assistant", content: "" })],
    ["no delta", chunk(null)],
    ["usage alone", chunk({}, { choices: [], usage })],
    ["no choices at all", chunk({}, { choices: undefined as never })],
    ["empty logprobs", chunk({}, { logprobs: { content: [] } })],
  ])("a chunk with %s shows nothing", (_, wire) => {
    expect(chunksFromWire(initialChunkState(requested), wire)).toStrictEqual([]);
  });

  test.each(["reasoning_content", "reasoning"])("A59: %s is reasoning, not text", (name) => {
    const [part] = read([chunk({ [name]: "so" } as never), finish]);
    expect(part?.content).toBe("");
    expect(part?.additional_kwargs).toStrictEqual({ reasoning_content: "so" });
  });

  test("A98: logprobs of both shapes stream and add up", () => {
    const entry = (token: string) => ({ content: [{ token, logprob: -1 }] });
    const list = sum([
      chunk({ content: "a" }, { logprobs: entry("a") }),
      chunk({ content: "b" }, { logprobs: entry("b") }),
      finish,
    ]);
    expect(list.response_metadata.logprobs).toStrictEqual({
      content: [...entry("a").content, ...entry("b").content],
    });
    const columns = sum([
      chunk({ content: "a" }, { logprobs: { tokens: ["a"], token_logprobs: [-1] } }),
      chunk({ content: "b" }, { logprobs: { tokens: ["b"], token_logprobs: [-2] } }),
      finish,
    ]);
    expect(columns.response_metadata.logprobs).toStrictEqual({
      tokens: ["a", "b"],
      token_logprobs: [-1, -2],
    });
  });
});

describe("A57/A67: what is said once", () => {
  const text = chunk({ content: "a" });
  test.each([
    ["with the finish chunk", [text, chunk({}, { finish: "stop", usage })]],
    ["on a chunk of its own", [text, finish, chunk(null, { choices: [], usage })]],
    [
      "in both places",
      [text, chunk({}, { finish: "stop", usage }), chunk(null, { choices: [], usage })],
    ],
    ["on every chunk", [{ ...text, usage }, chunk({}, { finish: "stop", usage })]],
  ])("usage sent %s stands on exactly one chunk, as do reason and model", (_, wire) => {
    const chunks = read(wire);
    expect(chunks.filter((part) => part.usage_metadata !== undefined)).toHaveLength(1);
    for (const key of ["finish_reason", "model_name", "created", "usage"]) {
      expect(chunks.filter((part) => key in part.response_metadata)).toHaveLength(1);
    }
    const whole = sum(wire);
    expect(whole.response_metadata).toMatchObject({
      finish_reason: "stop",
      model_name: "m",
      usage,
    });
    expect(whole.usage_metadata).toStrictEqual({
      input_tokens: 1,
      output_tokens: 2,
      total_tokens: 3,
    });
  });

  test("A99: the sum has no details no server sent", () => {
    const usage = sum([text, chunk({}, { finish: "stop", usage: { prompt_tokens: 1 } as never })]);
    expect(usage.usage_metadata).toStrictEqual({
      input_tokens: 1,
      output_tokens: 0,
      total_tokens: 1,
    });
  });
});

const fn = (name?: string, args?: string) => ({ name, arguments: args });

describe("A58: tool-call streams", () => {
  test.each<[string, unknown[][], unknown[]]>([
    [
      "name first, arguments later",
      [
        [{ index: 0, id: "c1", type: "function", function: fn("add", "") }],
        [{ index: 0, function: fn(undefined, '{"a"') }],
        [{ index: 0, function: fn(undefined, ":1}") }],
      ],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
    [
      "a whole call in one chunk",
      [[{ index: 0, id: "c1", function: fn("add", '{"a":1}') }]],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
    [
      "a late name",
      [[{ index: 0, id: "c1", function: {} }], [{ index: 0, function: fn("add", '{"a":1}') }]],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
    [
      "a name and an id that are repeated",
      [
        [{ index: 0, id: "c1", function: fn("add", '{"a"') }],
        [{ index: 0, id: "c1", function: fn("add", ":1}") }],
      ],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
    [
      "an index that starts at one",
      [
        [{ index: 1, id: "c1", function: fn("add", "{}") }],
        [{ index: 2, id: "c2", function: fn("now", "{}") }],
      ],
      [
        { id: "c1", name: "add", args: {} },
        { id: "c2", name: "now", args: {} },
      ],
    ],
    [
      "no index at all",
      [[{ id: "c1", function: fn("add", "{}") }], [{ id: "c2", function: fn("now", "{}") }]],
      [
        { id: "c1", name: "add", args: {} },
        { id: "c2", name: "now", args: {} },
      ],
    ],
    [
      "a trailing empty delta",
      [
        [{ index: 0, id: "c1", function: fn("add", "{}") }],
        [{ index: 0, id: "", function: fn("", "") }],
      ],
      [{ id: "c1", name: "add", args: {} }],
    ],
    [
      "two pieces of one call in one chunk",
      [
        [
          { index: 0, id: "c1", function: fn("add", '{"a"') },
          { index: 0, function: fn(undefined, ":1") },
        ],
        [{ index: 0, function: fn(undefined, "}") }],
      ],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
    [
      "parallel calls that interleave",
      [
        [
          { index: 0, id: "c1", function: fn("add", '{"a"') },
          { index: 1, id: "c2", function: fn("now", '{"b"') },
        ],
        [{ index: 1, function: fn(undefined, ":2}") }],
        [{ index: 0, function: fn(undefined, ":1}") }],
      ],
      [
        { id: "c1", name: "add", args: { a: 1 } },
        { id: "c2", name: "now", args: { b: 2 } },
      ],
    ],
  ])("%s", (_, deltas, expected) => {
    const whole = sum([...deltas.map((list) => calls(...list)), finish]);
    expect(whole.tool_calls).toMatchObject(expected);
    expect(whole.tool_calls).toHaveLength(expected.length);
    expect(whole.invalid_tool_calls).toStrictEqual([]);
  });

  test("calls without ids get the same generated ones every time, each another", () => {
    const wire = [
      calls({ index: 0, function: fn("add", "{}") }),
      calls({ index: 1, id: "", function: fn("now", "{}") }),
      finish,
    ];
    const ids = sum(wire).tool_calls?.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain(undefined);
    expect(sum(wire).tool_calls?.map(({ id }) => id)).toStrictEqual(ids);
  });

  test("arguments the budget cut off are invalid, not completed, once the stream has ended", () => {
    const wire = [
      calls({ index: 0, id: "c1", function: fn("pay", '{"amount": 1') }),
      chunk({}, { finish: "length" }),
    ];
    const whole = sum(wire);
    expect(whole.tool_calls).toStrictEqual([]);
    expect(whole.invalid_tool_calls).toMatchObject([{ id: "c1", args: '{"amount": 1' }]);
  });

  test("text before a call stays text", () => {
    const whole = sum([
      chunk({ content: "Let me see." }),
      calls({ index: 0, id: "c1", function: fn("add", "{}") }),
      finish,
    ]);
    expect(whole.content).toBe("Let me see.");
    expect(whole.tool_calls).toHaveLength(1);
  });
});

describe("A68: raw chunks", () => {
  test("every wire chunk is on a message chunk, empty ones too, when asked for", () => {
    const wire = [chunk({ role: "assistant" }), chunk({ content: "a" }), finish];
    const chunks = read(wire, true);
    expect(chunks.slice(0, 3).map((part) => part.additional_kwargs.__raw_response)) //
      .toStrictEqual(wire);
  });

  test("and none without asking", () => {
    expect(read([chunk({ content: "a" }), finish])[0]?.additional_kwargs).toStrictEqual({});
  });
});
