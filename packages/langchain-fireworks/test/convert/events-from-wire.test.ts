import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import { accumulate, emptyAccumulation, toCompletion } from "fireworks-client";
import type { ChatCompletionChunk, ChatCompletionDelta } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import {
  closingEvents,
  eventsFromWire,
  initialEventState,
} from "../../src/convert/events-from-wire.js";

const requested = { model: "m", withUsage: true };

function chunk(delta: unknown, rest: Partial<ChatCompletionChunk> = {}): ChatCompletionChunk {
  return {
    id: "id-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta: delta as ChatCompletionDelta, finish_reason: null }],
    ...rest,
  };
}

const finish = (reason: string): ChatCompletionChunk =>
  chunk(
    {},
    {
      choices: [{ index: 0, delta: {}, finish_reason: reason }],
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
    },
  );

function read(
  wire: ChatCompletionChunk[],
  { includeRaw = false, withUsage = true } = {},
): ChatModelStreamEvent[] {
  const state = initialEventState({ ...requested, withUsage, withRaw: includeRaw });
  const received = emptyAccumulation();
  const events = wire.flatMap((part) => {
    accumulate(received, part);
    return eventsFromWire(state, part);
  });
  return [...events, ...closingEvents(state, toCompletion(received))];
}

/** `start 0 text`, `delta 0`, `finish 0 text`: the order of things. */
const outline = (events: ChatModelStreamEvent[]): string[] =>
  events.map((event) => {
    if (event.event === "content-block-start") return `start ${event.index} ${event.content.type}`;
    if (event.event === "content-block-delta") return `delta ${event.index} ${event.delta.type}`;
    if (event.event === "content-block-finish")
      return `finish ${event.index} ${event.content.type}`;
    return event.event;
  });

describe("A60: life of a block", () => {
  test("each block starts, grows and finishes, reasoning before text", () => {
    const events = read([
      chunk({ role: "assistant" }),
      chunk({ reasoning_content: "hm" }),
      chunk({ reasoning_content: "m" }),
      chunk({ content: "Yes" }),
      chunk({ content: "." }),
      finish("stop"),
    ]);
    expect(outline(events)).toStrictEqual([
      "message-start",
      "start 0 reasoning",
      "delta 0 reasoning-delta",
      "delta 0 reasoning-delta",
      "finish 0 reasoning",
      "start 1 text",
      "delta 1 text-delta",
      "delta 1 text-delta",
      "finish 1 text",
      "message-finish",
    ]);
    expect(events[0]).toStrictEqual({ event: "message-start", id: "id-1" });
    expect(events[4]).toMatchObject({ content: { type: "reasoning", reasoning: "hmm" } });
    expect(events[8]).toMatchObject({ content: { type: "text", text: "Yes." } });
  });

  test("reasoning between two texts keeps them apart", () => {
    const blocks = outline(
      read([
        chunk({ content: "a" }),
        chunk({ reasoning_content: "b" }),
        chunk({ content: "c" }),
        finish("stop"),
      ]),
    ).filter((line) => line.startsWith("finish"));
    expect(blocks).toStrictEqual(["finish 0 text", "finish 1 reasoning", "finish 2 text"]);
  });

  test("A58: parallel calls grow side by side in slices and finish parsed", () => {
    const events = read([
      chunk({ content: "I look." }),
      chunk({
        tool_calls: [
          { index: 0, id: "c1", function: { name: "a", arguments: '{"x"' } },
          { index: 1, id: "c2", function: { name: "b", arguments: "" } },
        ],
      }),
      chunk({ tool_calls: [{ index: 1, function: { arguments: "{}" } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: ":1}" } }] }),
      finish("tool_calls"),
    ]);
    expect(outline(events)).toStrictEqual([
      "message-start",
      "start 0 text",
      "delta 0 text-delta",
      "finish 0 text",
      "start 1 tool_call_chunk",
      "delta 1 tool-call-delta",
      "start 2 tool_call_chunk",
      "delta 2 tool-call-delta",
      "delta 1 tool-call-delta",
      "finish 1 tool_call",
      "finish 2 tool_call",
      "message-finish",
    ]);
    expect(events.slice(-3, -1)).toMatchObject([
      { content: { type: "tool_call", id: "c1", name: "a", args: { x: 1 } } },
      { content: { type: "tool_call", id: "c2", name: "b", args: {} } },
    ]);
    expect(events[5]).toMatchObject({ delta: { args: '{"x"' } });
  });

  test("a call whose arguments cannot be read finishes as invalid, with the reason", () => {
    const events = read([
      chunk({ tool_calls: [{ index: 0, id: "c1", function: { name: "a", arguments: "{" } }] }),
      finish("length"),
    ]);
    expect(events.at(-2)).toMatchObject({
      event: "content-block-finish",
      content: { type: "invalid_tool_call", id: "c1", name: "a", args: "{" },
    });
  });

  test("a call without an id has one when it finishes", () => {
    const events = read([
      chunk({ tool_calls: [{ index: 0, function: { name: "a", arguments: "{}" } }] }),
      finish("tool_calls"),
    ]);
    const { content } = events.at(-2) as { content: { id?: string } };
    expect(content.id).toMatch(/^call_/);
  });
});

describe("A60: the end of the message", () => {
  test("says usage, provider and the server's own reason, once", () => {
    const last = read([chunk({ content: "a" }), finish("stop")]).at(-1);
    expect(last).toMatchObject({
      event: "message-finish",
      reason: "stop",
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
      responseMetadata: {
        model_provider: "fireworks",
        model_name: "m",
        finish_reason: "stop",
        usage: { total_tokens: 3 },
      },
    });
  });

  test("a reason core would rename stays only in the metadata, unchanged", () => {
    const last = read([chunk({ content: "a" }), finish("tool_calls")]).at(-1);
    expect(last).not.toHaveProperty("reason");
    expect(last).toMatchObject({ responseMetadata: { finish_reason: "tool_calls" } });
  });

  test("usage that was switched off is not said", () => {
    const last = read([chunk({ content: "a" }), finish("stop")], { withUsage: false }).at(-1);
    expect(last).not.toHaveProperty("usage");
  });

  test("a message without any block starts and finishes", () => {
    expect(outline(read([chunk({ role: "assistant" }), finish("stop")]))).toStrictEqual([
      "message-start",
      "message-finish",
    ]);
  });
});

test("A68: raw chunks are provider events when asked for", () => {
  const wire = [chunk({ content: "a" }), finish("stop")];
  const raw = (includeRaw: boolean) =>
    read(wire, { includeRaw }).filter(({ event }) => event === "provider");
  expect(raw(false)).toStrictEqual([]);
  expect(raw(true)).toStrictEqual(
    wire.map((payload) => ({
      event: "provider",
      provider: "fireworks",
      name: "chat.completion.chunk",
      payload,
    })),
  );
});
