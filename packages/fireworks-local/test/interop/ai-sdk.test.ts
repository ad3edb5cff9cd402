import { createFireworks, type FireworksProvider } from "@ai-sdk/fireworks";
import { embedMany, generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import { useFireworksLocal } from "fireworks-local/vitest";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { collect } from "./collect.js";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const THINKER = "accounts/fireworks/models/glm-5p3";

const local = useFireworksLocal();
let fireworks: FireworksProvider;
beforeAll(() => {
  // The key comes from FIREWORKS_API_KEY, as in a program.
  fireworks = createFireworks({ baseURL: local.baseURL });
});

const tools = {
  get_weather: tool({
    description: "The weather of a city",
    inputSchema: z.object({ city: z.string() }),
    execute: ({ city }) => `Sunny in ${city}`,
  }),
};

test("generateText: text, usage and finish reason", async () => {
  const { text, usage, finishReason } = await generateText({
    model: fireworks(MODEL),
    prompt: "Hello",
  });
  expect(text).toBe(local.requests[0]?.answer.text);
  expect([usage.totalTokens, finishReason]).toEqual([expect.any(Number), "stop"]);
  local.journal.assertNoRefusals();
});

test("streamText gives the same text as generateText", async () => {
  const ask = { model: fireworks(MODEL), prompt: "Say this again, please" };
  const { text } = await generateText(ask);
  const streamed = streamText(ask);
  expect((await collect(streamed.textStream)).join("")).toBe(text);
  expect((await streamed.usage).totalTokens).toBeGreaterThan(0);
});

test("tools: two turns, whole and streamed", async () => {
  const ask = {
    model: fireworks(MODEL),
    tools,
    stopWhen: stepCountIs(3),
    prompt: "What is the weather in Rome?",
  };
  expect((await generateText(ask)).text).toContain("Sunny in Rome");
  expect(await streamText(ask).text).toContain("Sunny in Rome");
  local.journal.assertSent({ tools: ["get_weather"] }, { times: 4 });
  local.journal.assertNoRefusals();
});

test("generateObject fits the schema", async () => {
  const { object } = await generateObject({
    model: fireworks(MODEL),
    schema: z.object({ name: z.string(), age: z.number().int() }),
    prompt: "Who is name: Ada, age: 36?",
  });
  expect(object).toEqual({ name: "Ada", age: 36 });
});

test("reasoning comes apart from the text", async () => {
  const { reasoningText, text } = await generateText({
    model: fireworks(THINKER),
    prompt: "Hello",
  });
  expect(reasoningText).not.toBe("");
  expect(text).not.toBe("");
});

test("embedMany", async () => {
  const { embeddings } = await embedMany({
    model: fireworks.embeddingModel("accounts/fireworks/models/qwen3-embedding-8b"),
    values: ["one text", "another"],
  });
  expect(embeddings.map(({ length }) => length)).toEqual([4_096, 4_096]);
});

test("retries a 429 by itself, and reports a refusal with Fireworks' words", async () => {
  local.reset({ faults: [{ fault: { status: 429, retryAfterMs: 1 }, times: 1 }] });
  await generateText({ model: fireworks(MODEL), prompt: "Hello" });
  expect(local.requests.map(({ status }) => status)).toEqual([429, 200]);
  await expect(
    generateText({ model: fireworks("accounts/fireworks/models/none"), prompt: "x" }),
  ).rejects.toMatchObject({ statusCode: 404, message: expect.stringContaining("not found") });
});
