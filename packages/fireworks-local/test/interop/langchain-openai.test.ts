import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { tool } from "@langchain/core/tools";
import { useFireworksLocal } from "fireworks-local/vitest";
import { createAgent } from "langchain";
import { expect, test } from "vitest";
import { z } from "zod";
import { collect } from "./collect.js";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const local = useFireworksLocal();

const chat = (fields: object = {}): ChatOpenAI =>
  new ChatOpenAI({
    model: MODEL,
    apiKey: local.apiKey,
    configuration: { baseURL: local.baseURL },
    maxRetries: 0,
    ...fields,
  });

test("invoke and stream give the same text, with usage", async () => {
  const answer = await chat().invoke("Say this again");
  const chunks = await collect(await chat().stream("Say this again"));
  expect(chunks.map(({ text }) => text).join("")).toBe(answer.text);
  expect(answer.usage_metadata?.total_tokens).toBeGreaterThan(0);
  local.journal.assertNoRefusals();
});

test("an agent's second turn is refused for the names it puts on messages, unless lenient", async () => {
  const getWeather = tool(({ city }) => `Sunny in ${city}`, {
    name: "get_weather",
    description: "The weather of a city",
    schema: z.object({ city: z.string() }),
  });
  const agent = createAgent({ model: chat(), tools: [getWeather] });
  const question = { messages: [{ role: "user", content: "What is the weather in Rome?" }] };
  await expect(agent.invoke(question)).rejects.toThrow(
    "Extra inputs are not permitted, field: 'messages[1].name', value: 'model'",
  );
  local.reset({ lenient: true });
  const { messages } = await agent.invoke(question);
  expect(messages.at(-1)?.text).toContain("Sunny in Rome");
  local.journal.assertSent({ tools: ["get_weather"] }, { times: 2 });
  local.journal.assertNoRefusals();
});

test("structured output fits the schema, by json_schema and by tool call", async () => {
  const Person = z.object({ name: z.string(), age: z.number() });
  for (const method of ["jsonSchema", "functionCalling"] as const) {
    const structured = chat().withStructuredOutput(Person, { name: "person", method });
    expect(await structured.invoke("Who is name: Ada, age: 36?")).toEqual({ name: "Ada", age: 36 });
  }
  local.journal.assertNoRefusals();
});

test("OpenAIEmbeddings embeds queries and documents", async () => {
  const embeddings = new OpenAIEmbeddings({
    model: "accounts/fireworks/models/qwen3-embedding-8b",
    apiKey: local.apiKey,
    configuration: { baseURL: local.baseURL },
    dimensions: 32,
  });
  const [documents, query] = await Promise.all([
    embeddings.embedDocuments(["the cat sat", "stock prices fell"]),
    embeddings.embedQuery("a cat"),
  ]);
  const similarity = (one: number[] = []): number =>
    one.reduce((sum, value, index) => sum + value * (query[index] ?? 0), 0);
  expect(documents.map(({ length }) => length)).toEqual([32, 32]);
  expect(similarity(documents[0])).toBeGreaterThan(similarity(documents[1]));
});

test("a 503 of the plan is retried by LangChain's caller", async () => {
  local.reset({ faults: [{ fault: { status: 503 }, times: 1 }] });
  await chat({ maxRetries: 1 }).invoke("Hello");
  expect(local.requests.map(({ status }) => status)).toEqual([503, 200]);
});
