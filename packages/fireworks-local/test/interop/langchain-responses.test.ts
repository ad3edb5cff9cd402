import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
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
    useResponsesApi: true,
    maxRetries: 0,
    ...fields,
  });

const getWeather = tool(({ city }) => `Sunny in ${city}`, {
  name: "get_weather",
  description: "The weather of a city",
  schema: z.object({ city: z.string() }),
});

test("invoke and stream give the same text, with usage", async () => {
  const answer = await chat().invoke("Say this again");
  const chunks = await collect(await chat().stream("Say this again"));
  expect(chunks.map(({ text }) => text).join("")).toBe(answer.text);
  expect(answer.usage_metadata?.total_tokens).toBeGreaterThan(0);
  local.journal.assertNoRefusals();
});

test("an agent calls a tool and answers with its result", async () => {
  const agent = createAgent({ model: chat(), tools: [getWeather] });
  const { messages } = await agent.invoke({
    messages: [{ role: "user", content: "What is the weather in Rome?" }],
  });
  expect(messages.at(-1)?.text).toContain("Sunny in Rome");
  local.journal.assertSent({ path: "/responses", tools: ["get_weather"] }, { times: 2 });
  local.journal.assertNoRefusals();
});

// ChatOpenAI sends its own `reasoning` field to models of OpenAI alone.
test("reasoning comes as reasoning, and a conversation goes on by its id", async () => {
  const model = chat({ modelKwargs: { reasoning: { effort: "low" } } });
  const first = await model.invoke("Think");
  expect(first.contentBlocks.map(({ type }) => type)).toEqual(["reasoning", "text"]);
  await model.invoke("On", { previous_response_id: first.response_metadata["id"] as string });
  const roles = local.requests[1]?.asChat?.messages.map(({ role }) => role);
  expect(roles).toEqual(["user", "assistant", "user"]);
});

test("structured output fits the schema, by json_schema and by tool call", async () => {
  const Person = z.object({ name: z.string(), age: z.number() });
  for (const method of ["jsonSchema", "functionCalling"] as const) {
    const structured = chat().withStructuredOutput(Person, { name: "person", method });
    expect(await structured.invoke("Who is name: Ada, age: 36?")).toEqual({ name: "Ada", age: 36 });
  }
  local.journal.assertNoRefusals();
});

test("a refusal keeps its status and its words", async () => {
  const missing = chat({ model: "accounts/fireworks/models/none" }).invoke("x");
  await expect(missing).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining("Model not found") as string,
  });
});

test("a 503 of the plan is retried by LangChain's caller", async () => {
  local.reset({ faults: [{ fault: { status: 503 }, times: 1 }] });
  await chat({ maxRetries: 1 }).invoke("Hello");
  expect(local.requests.map(({ status }) => status)).toEqual([503, 200]);
});

test("a stream that breaks off, or fails inside, ends as if it were whole: docs/recipes says so", async () => {
  for (const fault of [{ cutAfterEvents: 9 }, { errorAfterEvents: 9 }]) {
    local.reset({ faults: [{ fault }] });
    const chunks = await collect(await chat().stream("Hello"));
    expect(chunks.length).toBeGreaterThan(0);
  }
});
