/** An agent with a tool and a structured answer, whose calls find their cached prompts again. */
import { tool } from "@langchain/core/tools";
import { MemorySaver } from "@langchain/langgraph";
import { createAgent, providerStrategy } from "langchain";
import { ChatFireworks } from "langchain-fireworks";
import { fireworksPromptCachingMiddleware } from "langchain-fireworks/middleware";
import { z } from "zod";
import { connect } from "./connect.js";

const getWeather = tool(async ({ city }) => `Sunny, 24 °C in ${city}.`, {
  name: "get_weather",
  description: "The weather in a city.",
  schema: z.object({ city: z.string().describe("Name of the city") }),
});

const { fields, close } = await connect();
const agent = createAgent({
  model: new ChatFireworks({ ...fields, model: "accounts/fireworks/models/deepseek-v4p1-flash" }),
  tools: [getWeather],
  responseFormat: providerStrategy(
    z.object({ city: z.enum(["Paris", "London"]), isSunny: z.boolean() }),
  ),
  middleware: [fireworksPromptCachingMiddleware()],
  checkpointer: new MemorySaver(),
});

const { messages, structuredResponse } = await agent.invoke(
  { messages: [{ role: "user", content: "What is the weather in Paris?" }] },
  { configurable: { thread_id: "conversation-42" } },
);
for (const message of messages) console.log(`${message.type}: ${message.text}`);
console.log("city:", structuredResponse.city);

await close();
