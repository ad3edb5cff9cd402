import { ChatAnthropic } from "@langchain/anthropic";
import { tool } from "@langchain/core/tools";
import { useFireworksLocal } from "fireworks-local/vitest";
import { createAgent } from "langchain";
import { expect, test } from "vitest";
import { z } from "zod";
import { collect } from "./collect.js";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const local = useFireworksLocal();

const chat = (fields: object = {}): ChatAnthropic =>
  new ChatAnthropic({
    model: MODEL,
    apiKey: local.apiKey,
    anthropicApiUrl: local.baseURL.replace(/\/v1$/, ""),
    maxRetries: 0,
    ...fields,
  });

const getWeather = tool(({ city }) => `Sunny in ${city}`, {
  name: "get_weather",
  description: "The weather of a city",
  schema: z.object({ city: z.string() }),
});

test("invoke and stream give the same text and the same usage", async () => {
  const answer = await chat().invoke("Say this again");
  const chunks = await collect(await chat().stream("Say this again"));
  const sum = chunks.reduce((one, other) => one.concat(other));
  expect(sum.text).toBe(answer.text);
  expect(sum.usage_metadata?.total_tokens).toBe(answer.usage_metadata?.total_tokens);
  expect(answer.usage_metadata?.total_tokens).toBeGreaterThan(0);
  local.journal.assertNoRefusals();
});

test("an agent calls a tool and answers with its result", async () => {
  const agent = createAgent({ model: chat(), tools: [getWeather] });
  const { messages } = await agent.invoke({
    messages: [{ role: "user", content: "What is the weather in Rome?" }],
  });
  expect(messages.at(-1)?.text).toContain("Sunny in Rome");
  local.journal.assertSent({ path: "/messages", tools: ["get_weather"] }, { times: 2 });
  local.journal.assertNoRefusals();
});

test("thinking comes as reasoning and goes back as thinking", async () => {
  const thinking = { type: "enabled", budget_tokens: 1_024 } as const;
  const model = chat({ thinking, maxTokens: 2_000 });
  const answer = await model.invoke("Think");
  expect(answer.contentBlocks.map(({ type }) => type)).toEqual(["reasoning", "text"]);
  await model.invoke([{ role: "user", content: "Think" }, answer, { role: "user", content: "On" }]);
  const sent = local.requests[1]?.asChat?.messages[1];
  expect(sent).toMatchObject({ role: "assistant", content: answer.text });
  expect(sent).toHaveProperty("reasoning_content", expect.stringContaining("does not think"));
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

test("a stream that breaks off ends as if it were whole, one that fails throws: docs/recipes says so", async () => {
  local.reset({ faults: [{ fault: { cutAfterEvents: 9 } }] });
  expect((await collect(await chat().stream("Hello"))).length).toBeGreaterThan(0);
  local.reset({ faults: [{ fault: { errorAfterEvents: 9 } }] });
  await expect(chat().stream("Hello").then(collect)).rejects.toThrow("Internal server error");
});
