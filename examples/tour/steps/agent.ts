import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { z } from "zod";
import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

const getWeather = tool(async ({ city }) => `Sunny, 24 °C in ${city}.`, {
  name: "get_weather",
  description: "The weather in a city.",
  schema: z.object({ city: z.string() }),
});

export const agent: Step = {
  title: "Agent: createAgent with a tool, and what its calls cost",
  async run({ llm }) {
    const { messages } = await createAgent({ model: llm, tools: [getWeather] }).invoke({
      messages: [{ role: "user", content: "What is the weather in Paris?" }],
    });
    for (const message of messages) printField(message.type, message.text || "calls a tool");
    const costs = messages.map(({ response_metadata: metadata }) =>
      "cost" in metadata ? Number(metadata.cost) : 0,
    );
    printField(
      "cost in USD",
      costs.reduce((sum, cost) => sum + cost, 0),
    );
    expectThat(
      messages.some(({ type }) => type === "tool"),
      "a result of the tool",
    );
  },
};
