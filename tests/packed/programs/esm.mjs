import assert from "node:assert/strict";
import { FireworksClient } from "fireworks-client";
import { createFireworksLocal } from "fireworks-local";
import { ChatFireworks } from "langchain-fireworks";
import { checkChat } from "./check-chat.mjs";

const model = "accounts/fireworks/models/deepseek-v4p1-flash";
const server = createFireworksLocal();
const { baseURL } = await server.listen();
await checkChat(new ChatFireworks({ model, apiKey: "fw_test", baseURL }));

const client = new FireworksClient({ apiKey: "fw_test", baseURL });
const completion = await client.chat.completions.create({
  model,
  messages: [{ role: "user", content: "Hello" }],
});
assert.equal(completion.choices[0].finish_reason, "stop");
await server.close();
console.log("esm.mjs is done");
