import { useFireworksLocal } from "fireworks-local/vitest";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { collect } from "./collect.js";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const EMBEDDER = "accounts/fireworks/models/qwen3-embedding-8b";
const asked = (content: string) => [{ role: "user" as const, content }];
const WEATHER = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "The weather of a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

const local = useFireworksLocal();
let client: OpenAI;
beforeAll(() => {
  client = new OpenAI({ apiKey: local.apiKey, baseURL: local.baseURL, maxRetries: 0 });
});

test("chat: a whole answer with usage and request id", async () => {
  const answer = await client.chat.completions.create({ model: MODEL, messages: asked("Hello") });
  expect(answer.choices[0]?.message.content).toBe(local.requests[0]?.answer.text);
  expect(answer.usage?.total_tokens).toBeGreaterThan(0);
  expect(answer._request_id).toBe(local.requests[0]?.id);
});

test("chat: a stream adds up to the whole answer, usage at the end when asked", async () => {
  const request = { model: MODEL, messages: asked("Say this again") };
  const whole = await client.chat.completions.create(request);
  const stream = await client.chat.completions.create({
    ...request,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = await collect(stream);
  const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
  expect(text).toBe(whole.choices[0]?.message.content);
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
});

test("tools: the runner makes both turns, streamed and not", async () => {
  const tool = {
    type: "function" as const,
    function: {
      ...WEATHER.function,
      function: ({ city }: { city: string }) => `Sunny in ${city}`,
      parse: (text: string) => JSON.parse(text) as { city: string },
    },
  };
  const body = { model: MODEL, messages: asked("What is the weather in Rome?"), tools: [tool] };
  expect(await client.chat.completions.runTools(body).finalContent()).toContain("Sunny in Rome");
  const streamed = client.chat.completions.runTools({ ...body, stream: true });
  expect(await streamed.finalContent()).toContain("Sunny in Rome");
  local.journal.assertSent({ tools: ["get_weather"] }, { times: 4 });
  local.journal.assertNoRefusals();
});

test("structured output parses by the schema", async () => {
  const Person = z.object({ name: z.string(), age: z.number().int(), tags: z.array(z.string()) });
  const answer = await client.chat.completions.parse({
    model: MODEL,
    messages: asked("Who is name: Ada, age: 36?"),
    response_format: zodResponseFormat(Person, "person"),
  });
  expect(answer.choices[0]?.message.parsed).toMatchObject({ name: "Ada", age: 36 });
});

test("completions: whole and streamed", async () => {
  const request = { model: MODEL, prompt: "Once upon a time", max_tokens: 8 };
  const whole = await client.completions.create(request);
  const chunks = await collect(await client.completions.create({ ...request, stream: true }));
  expect(chunks.map(({ choices }) => choices[0]?.text ?? "").join("")).toBe(whole.choices[0]?.text);
  expect(whole.usage?.completion_tokens).toBe(8);
});

test("embeddings: the SDK's base64 and plain floats are the same numbers", async () => {
  const request = { model: EMBEDDER, input: ["one text", "another text"], dimensions: 64 };
  const packed = await client.embeddings.create(request);
  const plain = await client.embeddings.create({ ...request, encoding_format: "float" });
  expect(local.requests[0]?.body).toMatchObject({ encoding_format: "base64" });
  expect(packed.data.map(({ embedding }) => embedding.length)).toEqual([64, 64]);
  for (const [index, { embedding }] of plain.data.entries())
    expect(Array.from(packed.data[index]?.embedding ?? [])).toEqual(
      Array.from(new Float32Array(embedding)),
    );
});

test("models are listed and paged through", async () => {
  const ids = (await collect(client.models.list())).map(({ id }) => id);
  expect(ids).toContain(MODEL);
});

test("refusals become the SDK's classes, with Fireworks' words", async () => {
  const create = (fields: object) =>
    client.chat.completions.create({ model: MODEL, messages: asked("x"), ...fields });
  const missing = await create({ model: "accounts/fireworks/models/none" }).catch(
    (e: unknown) => e,
  );
  expect(missing).toBeInstanceOf(OpenAI.NotFoundError);
  expect(missing).toMatchObject({ status: 404, message: expect.stringContaining("not found") });
  await expect(create({ store: true, foo: 1 })).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  const refused = new OpenAI({ apiKey: " ", baseURL: local.baseURL, maxRetries: 0 });
  await expect(refused.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
});

test("the SDK's retries meet a 429 and a dropped connection, then fine", async () => {
  local.reset({
    faults: [
      { fault: { status: 429, retryAfterMs: 1 }, times: 1 },
      { fault: { resetConnection: true }, times: 1 },
    ],
  });
  const retrying = client.withOptions({ maxRetries: 2 });
  await retrying.chat.completions.create({ model: MODEL, messages: asked("x") });
  expect(local.requests.map(({ status }) => status)).toEqual([429, 0, 200]);
  local.assertFaultsUsed();
});

test("an abort reaches the server", async () => {
  local.reset({ latency: { betweenTokensMs: 60_000 } });
  const stream = await client.chat.completions.create({
    model: MODEL,
    messages: asked("x"),
    stream: true,
  });
  stream.controller.abort();
  const [left] = await local.journal.waitFor({ end: "client-left" });
  expect(left?.status).toBe(200);
});
