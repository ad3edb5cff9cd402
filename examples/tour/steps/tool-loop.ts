import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

const getWeather = tool(({ city }: { city: string }) => `It is 22 degrees and sunny in ${city}.`, {
  name: "get_weather",
  description: "Get the current weather in a city.",
  schema: z.object({ city: z.string().describe("The city's name") }),
});

export const toolLoop: Step = {
  title: "Tool calling: the model asks, the tool answers, the model concludes",
  async run({ llm }) {
    const withTools = llm.bindTools([getWeather]);
    const messages: BaseMessage[] = [
      new HumanMessage("What is the weather in Paris? Use the get_weather tool."),
    ];
    const question = await withTools.invoke(messages);
    printField("tool_calls", question.tool_calls);
    const calls = question.tool_calls ?? [];
    expectThat(calls.length > 0, "a tool call");
    const results = await Promise.all(
      calls.map((call) => getWeather.invoke({ ...call, type: "tool_call" })),
    );
    printField("tool result", results[0]?.text);
    const answer = await withTools.invoke([...messages, question, ...results]);
    printField("answer", answer.text);
    expectThat(answer.text !== "", "a final answer");
  },
};
