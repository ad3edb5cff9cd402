/** One question, one answer, and what comes with it. */
import { ChatFireworks } from "langchain-fireworks";
import { connect } from "./connect.js";

const { fields, close } = await connect();
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  temperature: 0,
});

const message = await llm.invoke([
  ["system", "You are a helpful assistant that translates English to French."],
  ["human", "I love programming."],
]);
console.log(message.text);
console.log(message.usage_metadata);
console.log(message.response_metadata.finish_reason, message.id);

await close();
