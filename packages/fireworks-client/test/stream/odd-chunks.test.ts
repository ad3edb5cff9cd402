import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  accumulate,
  emptyAccumulation,
  FireworksError,
  FireworksStreamError,
  generatedToolCallId,
  toCompletion,
  toolCallIdSeed,
} from "fireworks-client";
import type { ChatCompletionChunk } from "fireworks-client/wire";
import { rawServer } from "../raw-server.js";
import { client, collect, failureOf, openStream, REQUEST, ROLE, STOP } from "../samples.js";

const fold = (...chunks: unknown[]) =>
  toCompletion((chunks as ChatCompletionChunk[]).reduce(accumulate, emptyAccumulation()));

test("token ids that are not a list are ignored", async () => {
  const odd = { choices: [{ index: 0, delta: {}, token_ids: 5, prompt_token_ids: 5 }] };
  const server = await rawServer((reply) =>
    reply.startStream().events(odd, STOP, "[DONE]").endStream(),
  );
  const stream = await openStream(server.baseURL);
  expect(await collect(stream)).toEqual([odd, STOP]);
  expect(stream.received().choices[0]).not.toHaveProperty("token_ids");
  expect(stream.received()).not.toHaveProperty("prompt_token_ids");
  expect(fold({ ...odd, prompt_token_ids: {} })).not.toHaveProperty("prompt_token_ids");
});

test("a null id counts as empty, for the answer and for generated tool-call ids", async () => {
  const call = { function: { name: "f", arguments: "{}" } };
  const odd = { id: null, choices: [{ index: 0, delta: { tool_calls: [call] } }] };
  const server = await rawServer((reply) =>
    reply
      .startStream()
      .events(odd, { ...STOP, id: null }, "[DONE]")
      .endStream(),
  );
  const stream = await openStream(server.baseURL);
  await collect(stream);
  expect(stream.received()).toMatchObject({
    id: "",
    choices: [{ message: { tool_calls: [{ id: generatedToolCallId("", 0) }] } }],
  });
});

test.each([[null], [undefined], [5], [{}], [[]]])(
  "a tool-call id is made from the seed %o too",
  (seed) => {
    const text = seed as string;
    expect(generatedToolCallId(text, 1)).toBe(generatedToolCallId("", 1));
    expect(toolCallIdSeed(text, 0)).toBe("");
    expect(toolCallIdSeed(text, 2)).toBe(":2");
  },
);

test("putting odd chunks together never throws", () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom({ toString: 1, valueOf: 1 }, [null], [{ toString: 1 }]),
  );
  const fields = <K extends string>(...names: K[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, odd])) as Record<K, typeof odd>, {
      requiredKeys: [],
    });
  const call = fields("index", "id", "function", "type");
  const delta = fc
    .tuple(fields("content", "reasoning_content", "role"), fc.oneof(odd, fc.array(call)))
    .map(([rest, tool_calls]) => ({ ...rest, tool_calls }));
  const choice = fc
    .tuple(
      fields("index", "finish_reason", "logprobs", "token_ids", "raw_output", "prompt_token_ids"),
      fc.oneof(odd, delta),
    )
    .map(([rest, part]) => ({ ...rest, delta: part }));
  const chunk = fc
    .tuple(fields("id", "created", "model", "usage", "perf_metrics"), fc.array(choice))
    .map(([rest, choices]) => ({ ...rest, choices }));
  fc.assert(
    fc.property(fc.array(fc.oneof(odd, chunk), { maxLength: 6 }), (chunks) => {
      const objects = chunks.filter((item) => typeof item === "object" && item !== null);
      const whole = fold(...objects);
      expect(typeof whole.id).toBe("string");
      expect(JSON.stringify(whole)).toBeTruthy();
    }),
    { numRuns: 500 },
  );
});

test("an event that cannot be taken in is a typed error, and the connection is closed", async () => {
  // JSON.parse copes with this depth, JSON.stringify, which turns arguments into text, does not.
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  const data = `{"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"arguments":${deep}}}]}}]}`;
  const server = await rawServer((reply) => void reply.startStream().events(ROLE, data));
  const error = await failureOf(collect(await openStream(server.baseURL)));
  expect(error).toBeInstanceOf(FireworksStreamError);
  expect(error).toMatchObject({
    reason: "malformed",
    retryable: false,
    cause: { name: "RangeError" },
  });
  expect((error as Error).message.length).toBeLessThan(400);
  await server.allClosed();
});

test.each(["[DONE] ", " [DONE]", "  [DONE]\t"])("data that is %o ends the stream", async (last) => {
  const server = await rawServer((reply) =>
    reply.startStream().events(ROLE, STOP, last).endStream(),
  );
  expect(await collect(await openStream(server.baseURL))).toEqual([ROLE, STOP]);
});

const textStream = (text: string): ReadableStream =>
  new ReadableStream({ pull: (controller) => controller.enqueue(text) });

test.each<[string, () => unknown]>([
  [
    "a body of texts",
    () => ({ ok: true, status: 200, headers: new Headers(), body: textStream("data: {}\n\n") }),
  ],
  ["a body without a reader", () => ({ ok: true, status: 200, headers: new Headers(), body: {} })],
  ["no headers", () => ({ ok: true, status: 200 })],
])("a fetch that answers with %s gives a typed error", async (_name, respond) => {
  const odd = client("http://localhost/v1", {
    fetch: async () => respond() as Response,
    maxRetries: 0,
  });
  for (const stream of [true, false]) {
    const error = await failureOf(
      Promise.resolve(odd.chat.completions.create({ ...REQUEST, stream } as typeof REQUEST)),
    );
    expect(FireworksError.isInstance(error)).toBe(true);
    expect(error).not.toBeInstanceOf(TypeError);
  }
});
