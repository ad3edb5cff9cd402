/** What a refusal looks like, and a mistake found before any request. */
import {
  ChatFireworks,
  FireworksBadRequestError,
  FireworksConfigurationError,
} from "langchain-fireworks";
import { connect } from "./connect.js";

const { fields, close } = await connect();
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
});

try {
  await llm.invoke("Hello.", { temperature: 3 });
} catch (error) {
  if (!FireworksBadRequestError.isInstance(error)) throw error;
  console.log(error.name, error.status, error.message);
}

try {
  await llm.invoke("Hello.", { thinking: { type: "enabled" }, reasoningEffort: "low" });
} catch (error) {
  if (!FireworksConfigurationError.isInstance(error)) throw error;
  console.log(error.name, error.field, error.message);
}

await close();
