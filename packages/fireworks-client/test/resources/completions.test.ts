import { createFireworksLocal } from "fireworks-local";
import { expect, expectTypeOf, test } from "vitest";
import { AnswerStream, FireworksStreamError } from "fireworks-client";
import type { CompletionRequest, CompletionStream } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import { client, collect, failureOf, partialText } from "../samples.js";

const MODEL = "accounts/fireworks/models/gpt-oss-120b";
const STREAMED = {
  model: MODEL,
  prompt: "Once upon a time",
  stream: true,
  stream_options: { include_usage: true },
} as const;

const piece = (text: string, finish_reason: string | null = null) => ({
  id: "c-1",
  object: "text_completion",
  created: 1,
  model: MODEL,
  choices: [{ index: 0, text, finish_reason }],
});

test.each<[string, Partial<CompletionRequest>]>([
  ["one text", {}],
  ["several prompts with several choices each", { prompt: ["Once", "Twice"], n: 2 }],
  ["token probabilities", { logprobs: true, top_logprobs: 2 }],
  ["token probabilities in columns", { logprobs: 2 }],
  [
    "an echo with token ids and raw output",
    { echo: true, return_token_ids: true, raw_output: true },
  ],
])("A142: a stream adds up to the whole answer: %s", async (_name, given) => {
  const server = createFireworksLocal();
  const { completions } = client(server.url, { fetch: server.fetch });
  const request = { ...STREAMED, max_tokens: 8, seed: 1, ...given };
  const stream = await completions.create({ ...request, stream: true });
  expectTypeOf(stream).toEqualTypeOf<CompletionStream>();
  expect(stream).toBeInstanceOf(AnswerStream);
  const chunks = await collect(stream);
  expect(chunks.length).toBeGreaterThan(2);
  const { stream_options: _, ...whole } = request;
  const { choices, usage } = await completions.create({ ...whole, stream: false });
  const said = choices.map(({ logprobs, ...rest }) => (logprobs ? { ...rest, logprobs } : rest));
  expect(stream.received()).toMatchObject({ choices: said, usage });
  expect(stream.response.status).toBe(200);
});

test("A141: a stream that breaks off holds the text that had arrived, and is not asked for again", async () => {
  const server = await rawServer((reply) =>
    reply.startStream().events(piece("Once "), piece("upon")).endStream(),
  );
  const stream = await client(server.baseURL).completions.create(STREAMED);
  const error = await failureOf(collect(stream));
  expect(error).toBeInstanceOf(FireworksStreamError);
  expect(error).toMatchObject({ reason: "cut-short" });
  expect(partialText(error)).toBe("Once upon");
  expect(server.requests).toHaveLength(1);
});

test("an error inside a stream of text keeps what had arrived, its own chunk included", async () => {
  const server = await rawServer((reply) =>
    reply.startStream().events(piece("Once "), piece("upon", "error")).endStream(),
  );
  const error = await failureOf(collect(await client(server.baseURL).completions.create(STREAMED)));
  expect(error).toMatchObject({ reason: "sent-inside" });
  expect(partialText(error)).toBe("Once upon");
});

test("a stream of text that fails before its first event is asked for again", async () => {
  let asked = 0;
  const server = await rawServer((reply) => {
    asked += 1;
    if (asked === 1)
      return reply.json(503, { error: { message: "busy" } }, { "retry-after-ms": "1" });
    return reply.startStream().events(piece("Hello", "stop"), "[DONE]").endStream();
  });
  const stream = await client(server.baseURL).completions.create(STREAMED);
  await collect(stream);
  expect(stream.received().choices).toEqual([{ index: 0, text: "Hello", finish_reason: "stop" }]);
  expect(stream.response.attempts).toBe(2);
});

test("a named event is read as a chunk of text by what it is", async () => {
  const named = { id: "c-1", object: "text_completion", created: 1, model: MODEL };
  const server = await rawServer((reply) =>
    reply
      .startStream()
      .send(`event: piece\ndata: ${JSON.stringify(named)}\n\n`)
      .events(piece("Hello", "stop"), "[DONE]")
      .endStream(),
  );
  const stream = await client(server.baseURL).completions.create(STREAMED);
  expect(await collect(stream)).toHaveLength(2);
});
