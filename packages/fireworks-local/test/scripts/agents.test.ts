import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { type FireworksLocal, parseScripts } from "fireworks-local";
import { createAgent } from "langchain";
import { ChatFireworks } from "langchain-fireworks";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { z } from "zod";
import { local } from "../local.js";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";

const AGENT = `
name: travel agent
when:
  user: /trip to (rome|oslo)/i
  tools: [get_weather, get_time]
turns:
  - reasoning: Two things to look up.
    toolCalls:
      - name: get_weather
        arguments: { city: Rome }
      - name: get_time
        arguments: { city: Rome }
  - when:
      toolResult: [{ name: get_weather, text: sunny }, { name: get_time }]
    toolCalls:
      - name: get_weather
        arguments: { city: Rome, day: tomorrow }
  - content: Pack sunglasses.
`;

const getWeather = tool(({ city, day }) => `It is sunny in ${city} ${day ?? "today"}.`, {
  name: "get_weather",
  description: "The weather of a city",
  schema: z.object({ city: z.string(), day: z.string().nullish() }),
});
const getTime = tool(({ city }) => `Noon in ${city}.`, {
  name: "get_time",
  description: "The time in a city",
  schema: z.object({ city: z.string() }),
});

const scripted = async (options: object = {}): Promise<FireworksLocal> =>
  local({ scripts: await parseScripts(AGENT, "agent.yaml"), unscripted: "refuse", ...options });

const question = { messages: [{ role: "user", content: "Plan my trip to Rome" }] };

test.each([false, true])("createAgent with ChatFireworks, streaming %s", async (streaming) => {
  const server = await scripted();
  const model = new ChatFireworks({
    model: MODEL,
    apiKey: server.apiKey,
    baseURL: server.baseURL,
    fetch: server.fetch,
    streaming,
  });
  const agent = createAgent({ model, tools: [getWeather, getTime] });
  const runs = await Promise.all([1, 2, 3].map(() => agent.invoke(question)));
  for (const { messages } of runs) {
    expect(messages.map((message) => message.type)).toEqual([
      "human",
      "ai",
      "tool",
      "tool",
      "ai",
      "tool",
      "ai",
    ]);
    expect(messages.at(-1)?.text).toBe("Pack sunglasses.");
  }
  expect(server.requests).toHaveLength(9);
});

test("createAgent with @langchain/openai", async () => {
  const server = await scripted({ lenient: true });
  const model = new ChatOpenAI({
    model: MODEL,
    apiKey: server.apiKey,
    configuration: { baseURL: server.baseURL, fetch: server.fetch },
  });
  const { messages } = await createAgent({ model, tools: [getWeather, getTime] }).invoke(question);
  expect(messages.at(-1)?.text).toBe("Pack sunglasses.");
});

test("the openai SDK's own loop over a port, retried on the way", async () => {
  const server = await scripted({
    faults: [{ fault: { status: 503, retryAfterMs: 1 }, every: 2 }],
  });
  const { baseURL } = await server.listen();
  const client = new OpenAI({ apiKey: server.apiKey, baseURL, maxRetries: 3 });
  const parameters = (names: string[]) => ({
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
  });
  const runner = client.chat.completions.runTools({
    model: MODEL,
    messages: [{ role: "user", content: "A trip to Oslo?" }],
    tools: [
      {
        type: "function",
        function: {
          name: "get_weather",
          parameters: parameters(["city", "day"]),
          function: () => "sunny",
        },
      },
      {
        type: "function",
        function: { name: "get_time", parameters: parameters(["city"]), function: () => "noon" },
      },
    ] as never,
  });
  expect(await runner.finalContent()).toBe("Pack sunglasses.");
  expect(server.requests.filter(({ status }) => status === 503).length).toBeGreaterThan(0);
  await server.close();
});

test("an agent that leaves the script is told where, by a refusal no client repeats", async () => {
  const server = await scripted();
  const model = new ChatFireworks({
    model: MODEL,
    apiKey: server.apiKey,
    baseURL: server.baseURL,
    fetch: server.fetch,
  });
  const agent = createAgent({ model, tools: [getWeather] });
  await expect(agent.invoke(question)).rejects.toThrow(
    /travel agent \(agent\.yaml:2\): tools should be "get_weather", "get_time", is get_weather/,
  );
  expect(server.requests).toHaveLength(1);
});
