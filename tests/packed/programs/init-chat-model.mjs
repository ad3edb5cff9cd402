import assert from "node:assert/strict";
import { ChatFireworks } from "@langchain/fireworks";
import { createFireworksLocal } from "fireworks-local";
import { initChatModel } from "langchain";
import { checkChat } from "./check-chat.mjs";

const server = createFireworksLocal();
const { baseURL } = await server.listen();
const model = await initChatModel("accounts/fireworks/models/deepseek-v4p1-flash", {
  apiKey: "fw_test",
  baseURL,
});
// initChatModel answers a wrapper that holds the provider's own model.
assert.ok((await model._getModelInstance()) instanceof ChatFireworks);
await checkChat(model);
await server.close();
console.log("init-chat-model.mjs is done");
