import {
  AIMessageChunk,
  coerceMessageLikeToMessage,
  mapStoredMessagesToChatMessages,
} from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import type { ChatCompletionChunk } from "fireworks-client/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chunksFromWire, initialChunkState } from "../../src/convert/chunk-from-wire.js";

type Delta = NonNullable<ChatCompletionChunk["choices"]>[number]["delta"];

/** The chunks of one choice as they stream, without the closing one, whose sum is not core's. */
function streamed(deltas: { delta: Delta; logprobs?: unknown }[]): AIMessageChunk[] {
  const state = initialChunkState({ model: "m", withUsage: true });
  return deltas.flatMap(({ delta, logprobs }) => {
    const choices = [{ index: 0, delta, finish_reason: null, logprobs }];
    const wire = { id: "id-1", object: "chat.completion.chunk", created: 1, model: "m", choices };
    return chunksFromWire(state, wire as ChatCompletionChunk).map(
      ({ message }) => message as AIMessageChunk,
    );
  });
}

/** The same chunk as core's own class. */
function ofCore(chunk: AIMessageChunk): AIMessageChunk {
  const { id, content, additional_kwargs, response_metadata, tool_call_chunks } = chunk;
  return new AIMessageChunk({
    id,
    content,
    additional_kwargs,
    response_metadata,
    tool_call_chunks,
  });
}

const text = fc.string({ maxLength: 4, unit: fc.constantFrom(...'ab {}"\\\n') });
const args = fc.oneof(
  fc.constantFrom('{"a', '":', "[1", ",2", ',{"b":"', "x y", '"}', "]", "}", " ", "tru", "e", ""),
  text,
);
const call = fc.record(
  {
    index: fc.constantFrom(0, 1, 2),
    id: fc.constantFrom("c1", "c2", ""),
    function: fc.record(
      { name: fc.constantFrom("add", "", "now"), arguments: args },
      { requiredKeys: ["arguments"] },
    ),
  },
  { requiredKeys: ["index", "function"] },
);
const logprobs = fc.oneof(
  fc
    .array(fc.record({ token: text, logprob: fc.constant(-1), top_logprobs: fc.constant([]) }), {
      maxLength: 2,
    })
    .map((content) => ({ content })),
);
const delta = fc.oneof(
  fc.record({ delta: fc.record({ content: text }), logprobs }, { requiredKeys: ["delta"] }),
  fc.record({ delta: fc.record({ reasoning_content: text }) }),
  // Longer than what is read at once.
  fc.constant({
    delta: { tool_calls: [{ index: 0, function: { arguments: `"long ${"x".repeat(1000)}` } }] },
  }),
  fc.record({ delta: fc.record({ tool_calls: fc.array(call, { minLength: 1, maxLength: 2 }) }) }),
);
const stream = fc
  .array(delta, { minLength: 2, maxLength: 12 })
  .map((deltas) => streamed(deltas as never));

/** All that is in a message: fields, lists of keys, copies and written forms. */
function everything(message: AIMessageChunk): Record<string, unknown> {
  const { lc_kwargs, ...fields } = message as AIMessageChunk & { lc_kwargs: object };
  return {
    fields,
    kwargs: { ...lc_kwargs },
    keys: Object.keys(message).toSorted(),
    text: message.text,
    json: message.toJSON(),
    written: JSON.parse(JSON.stringify(message)),
    dict: message.toDict(),
    cloned: structuredClone(fields),
    copied: new AIMessageChunk({ ...message }),
    coerced: coerceMessageLikeToMessage(message),
    loaded: mapStoredMessagesToChatMessages([message.toDict()]),
  };
}

interface Pair {
  ours: AIMessageChunk;
  core: AIMessageChunk;
}

function expectSame({ ours, core }: Pair): void {
  expect(everything(ours)).toEqual(everything(core));
}

const added = (left: Pair, right: Pair): Pair => ({
  ours: concat(left.ours, right.ours),
  core: concat(left.core, right.core),
});

/** How far core's sums and ours are alike after each chunk. */
function sums(chunks: readonly AIMessageChunk[], look: (at: number) => boolean) {
  const pairs: Pair[] = [];
  for (const [at, chunk] of chunks.entries()) {
    const one = { ours: chunk, core: ofCore(chunk) };
    const before = pairs.at(-1);
    const pair = before ? added(before, one) : one;
    if (look(at)) expectSame(pair);
    pairs.push(pair);
  }
  return pairs;
}

describe("a sum of chunks is the one core makes", () => {
  test("at every chunk, and does not change when more is added to it", () => {
    fc.assert(
      fc.property(stream, fc.array(fc.boolean(), { minLength: 1 }), (chunks, looks) => {
        const pairs = sums(chunks, (at) => looks[at % looks.length] ?? true);
        for (const pair of pairs) expectSame(pair);
      }),
      { numRuns: 60 },
    );
  });

  test("from wherever it goes on, and whichever side was a sum", () => {
    fc.assert(
      fc.property(stream, fc.nat(), fc.nat(), (chunks, one, other) => {
        const pairs = sums(chunks, () => false);
        const [left] = pairs.slice(one % pairs.length);
        const [right] = pairs.slice(other % pairs.length);
        const [first] = pairs;
        if (!left || !right || !first) return;
        const again = added(left, right);
        expectSame(again);
        expectSame(added(again, first));
        expectSame(left);
      }),
      { numRuns: 60 },
    );
  });
});
