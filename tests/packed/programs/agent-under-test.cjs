/** An agent as a user of the packages writes it: the model is made in a function, not when loaded. */
const { ChatFireworks } = require("langchain-fireworks");
const { createAgent, tool } = require("langchain");
const { z } = require("zod");

const getWeather = tool(({ city }) => `Sunny in ${city}`, {
  name: "get_weather",
  description: "The weather of a city",
  schema: z.object({ city: z.string() }),
});

exports.ask = async (question) => {
  const model = new ChatFireworks({ model: "accounts/fireworks/models/deepseek-v4p1-flash" });
  const agent = createAgent({ model, tools: [getWeather], systemPrompt: "You know the weather." });
  const { messages } = await agent.invoke({ messages: [{ role: "user", content: question }] });
  return messages.at(-1).text;
};
