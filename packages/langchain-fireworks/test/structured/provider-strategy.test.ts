import type { ChatCompletionRequest } from "fireworks-client/wire";
import { tool } from "@langchain/core/tools";
import { createAgent, providerStrategy } from "langchain";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { localModels } from "../local-model.js";

const Weather = z.object({ city: z.string(), sunny: z.boolean() });
const weather = tool(({ city }: { city: string }) => `Sunny in ${city}`, {
  name: "get_weather",
  description: "Get the weather of a city",
  schema: z.object({ city: z.string() }),
});

describe("A87/A74: structured output of an agent", () => {
  test.each<[string, boolean, unknown]>([
    ["the profile", true, Weather],
    ["providerStrategy", false, providerStrategy(Weather)],
  ])("by %s: response_format and tools in the same call", async (_, structuredOutput, format) => {
    const { local, model } = localModels({
      scripts: [
        {
          when: { predicate: ({ messages }) => messages.at(-1)?.role === "user" },
          answer: { toolCalls: [{ name: "get_weather", arguments: { city: "Rome" } }] },
        },
        { when: {}, answer: { content: '{"city":"Rome","sunny":true}' } },
      ],
    });
    const agent = createAgent({
      model: model({ profile: { structuredOutput } }),
      tools: [weather],
      responseFormat: format as typeof Weather,
    });
    const state = await agent.invoke({ messages: [{ role: "user", content: "Rome?" }] });
    expect(state.structuredResponse).toStrictEqual({ city: "Rome", sunny: true });
    const bodies = local.requests.map(({ body }) => body as ChatCompletionRequest);
    expect(bodies).toHaveLength(2);
    for (const body of bodies) {
      expect(body.tools?.map((bound) => bound.function.name)).toStrictEqual(["get_weather"]);
      expect(body.response_format).toMatchObject({
        type: "json_schema",
        json_schema: { name: "extract", schema: { required: ["city", "sunny"] } },
      });
    }
  });

  test("without support in the profile it is a tool", async () => {
    const { local, model } = localModels();
    const agent = createAgent({
      model: model({ profile: { structuredOutput: false } }),
      tools: [],
      responseFormat: Weather,
    });
    const state = await agent.invoke({ messages: [{ role: "user", content: "Rome?" }] });
    expect(Weather.safeParse(state.structuredResponse).success).toBe(true);
    const body = local.requests[0]?.body as ChatCompletionRequest;
    expect(body.tools).toHaveLength(1);
    expect(body).not.toHaveProperty("response_format");
  });
});
