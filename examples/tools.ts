/** The model asks for a tool, the program runs it, the model answers. */
import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatFireworks } from "langchain-fireworks";
import { z } from "zod";
import { connect } from "./connect.js";

const getWeather = tool(async ({ city }) => `Sunny, 24 °C in ${city}.`, {
  name: "get_weather",
  description: "The weather in a city.",
  schema: z.object({ city: z.string().describe("Name of the city") }),
});

const { fields, close } = await connect();
const model = "accounts/fireworks/models/deepseek-v4p1-flash";
const llm = new ChatFireworks({ ...fields, model, temperature: 0 }).bindTools([getWeather]);

const messages: BaseMessage[] = [new HumanMessage("What is the weather in Paris?")];
let answer = await llm.invoke(messages);
while (answer.tool_calls?.length) {
  messages.push(answer);
  for (const call of answer.tool_calls) {
    console.log(call.name, call.args);
    messages.push(await getWeather.invoke({ ...call, type: "tool_call" }));
  }
  answer = await llm.invoke(messages);
}
console.log(answer.text);

await close();
