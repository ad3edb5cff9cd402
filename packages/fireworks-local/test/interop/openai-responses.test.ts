import { useFireworksLocal } from "fireworks-local/vitest";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { collect } from "./collect.js";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const WEATHER = {
  type: "function" as const,
  name: "get_weather",
  description: "The weather of a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  strict: false,
};

const local = useFireworksLocal();
let client: OpenAI;
beforeAll(() => {
  client = new OpenAI({ apiKey: local.apiKey, baseURL: local.baseURL, maxRetries: 0 });
});

test("a whole answer with its text and usage", async () => {
  const answer = await client.responses.create({ model: MODEL, input: "Hello" });
  expect(answer.output_text).toBe(local.requests[0]?.answer.text);
  expect(answer.usage?.total_tokens).toBeGreaterThan(0);
});

test("a stream adds up to its last event", async () => {
  const events = await collect(
    await client.responses.create({ model: MODEL, input: "Say this again", stream: true }),
  );
  const text = events.map((event) =>
    event.type === "response.output_text.delta" ? event.delta : "",
  );
  const last = events.at(-1);
  expect(last?.type).toBe("response.completed");
  expect(text.join("")).toBe(local.requests[0]?.answer.text);
  const final = await client.responses
    .stream({ model: MODEL, input: "Say this again" })
    .finalResponse();
  expect(final.output_text).toBe(text.join(""));
});

test("a tool is called and its result answered, by the id of the response", async () => {
  const first = await client.responses.create({
    model: MODEL,
    input: "What is the weather in Rome?",
    tools: [WEATHER],
  });
  const call = first.output.find((item) => item.type === "function_call");
  expect(JSON.parse(call?.arguments ?? "")).toEqual({ city: "Rome" });
  const second = await client.responses.create({
    model: MODEL,
    previous_response_id: first.id,
    input: [
      { type: "function_call_output", call_id: call?.call_id ?? "", output: "Sunny in Rome" },
    ],
    tools: [WEATHER],
  });
  expect(second.output_text).toContain("Sunny in Rome");
});

test("structured output parses by the schema", async () => {
  const Person = z.object({ name: z.string(), age: z.number().int() });
  const answer = await client.responses.parse({
    model: MODEL,
    input: "Who is name: Ada, age: 36?",
    text: { format: zodTextFormat(Person, "person") },
  });
  expect(answer.output_parsed).toEqual({ name: "Ada", age: 36 });
});

test("stored responses are shown and deleted", async () => {
  const { id } = await client.responses.create({ model: MODEL, input: "Hello" });
  expect((await client.responses.retrieve(id)).id).toBe(id);
  await client.responses.delete(id);
  await expect(client.responses.retrieve(id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});

test("refusals become the SDK's classes", async () => {
  const create = (fields: object) =>
    client.responses.create({ model: MODEL, input: "x", ...fields });
  await expect(create({ model: "none" })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  await expect(create({ background: true })).rejects.toMatchObject({
    status: 400,
    code: "model_not_supported_for_background",
  });
});
