import Anthropic from "@anthropic-ai/sdk";
import { useFireworksLocal } from "fireworks-local/vitest";
import { beforeAll, expect, test } from "vitest";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const asked = (content: string) => ({
  model: MODEL,
  max_tokens: 2_000,
  messages: [{ role: "user" as const, content }],
});
const WEATHER = {
  name: "get_weather",
  description: "The weather of a city",
  input_schema: {
    type: "object" as const,
    properties: { city: { type: "string" } },
    required: ["city"],
  },
};

const local = useFireworksLocal();
let client: Anthropic;
beforeAll(() => {
  const baseURL = local.baseURL.replace(/\/v1$/, "");
  client = new Anthropic({ apiKey: local.apiKey, baseURL, maxRetries: 0 });
});

test("a whole answer with usage, by the SDK's own key header", async () => {
  const answer = await client.messages.create(asked("Hello"));
  const [block] = answer.content;
  expect(block?.type === "text" && block.text).toBe(local.requests[0]?.answer.text);
  expect(answer.usage.output_tokens).toBeGreaterThan(0);
  expect(local.requests[0]?.headers).toHaveProperty("x-api-key");
});

test("a stream adds up to the whole answer, thinking included", async () => {
  const request = {
    ...asked("Say this again"),
    thinking: { type: "enabled", budget_tokens: 1024 },
  } as const;
  const whole = await client.messages.create(request);
  const stream = client.messages.stream(request);
  const thoughts: string[] = [];
  stream.on("thinking", (delta) => thoughts.push(delta));
  const streamed = await stream.finalMessage();
  expect(streamed.content).toEqual(whole.content);
  expect(streamed.usage).toEqual(whole.usage);
  expect(streamed.content[0]).toMatchObject({ type: "thinking", thinking: thoughts.join("") });
});

test("a tool is called and its result answered", async () => {
  const question = asked("What is the weather in Rome?");
  const first = await client.messages.create({ ...question, tools: [WEATHER] });
  const call = first.content.find((block) => block.type === "tool_use");
  expect([first.stop_reason, call?.input]).toEqual(["tool_use", { city: "Rome" }]);
  const second = await client.messages.create({
    ...question,
    tools: [WEATHER],
    messages: [
      ...question.messages,
      { role: "assistant", content: first.content },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: call?.id ?? "", content: "Sunny in Rome" }],
      },
    ],
  });
  const [answer] = second.content;
  expect(answer?.type === "text" && answer.text).toContain("Sunny in Rome");
  local.journal.assertSent({ tools: "get_weather" }, { times: 2 });
});

test("refusals become the SDK's classes", async () => {
  const missing = client.messages.create({ ...asked("x"), model: "none" });
  await expect(missing).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  const hot = client.messages.create({ ...asked("x"), temperature: 2 });
  await expect(hot).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  local.reset({ faults: [{ fault: { errorAfterEvents: 4 } }] });
  const broken = client.messages.stream(asked("x")).finalMessage();
  await expect(broken).rejects.toThrow("Internal server error");
});

test("the SDK's retries meet a 429, then fine", async () => {
  local.reset({ faults: [{ fault: { status: 429, retryAfterMs: 1 }, times: 1 }] });
  await client.withOptions({ maxRetries: 1 }).messages.create(asked("x"));
  expect(local.requests.map(({ status }) => status)).toEqual([429, 200]);
});
