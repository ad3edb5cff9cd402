const assert = require("node:assert/strict");
const { HumanMessage } = require("@langchain/core/messages");
const { tool } = require("@langchain/core/tools");
const { FireworksClient } = require("fireworks-client");
const { createFireworksLocal } = require("fireworks-local");
const { ChatFireworks } = require("langchain-fireworks");
const { z } = require("zod");

const modelId = "accounts/fireworks/models/deepseek-v4p1-flash";
const add = tool(({ a, b }) => String(a + b), {
  name: "add",
  description: "Add two integers",
  schema: z.object({ a: z.number().int(), b: z.number().int() }),
});

async function main() {
  const server = createFireworksLocal();
  const { baseURL } = await server.listen();
  const model = new ChatFireworks({ model: modelId, apiKey: "fw_test", baseURL });
  const answer = await model.invoke([new HumanMessage("Hello")]);
  let streamed = "";
  for await (const chunk of await model.stream("Hello")) streamed += chunk.text;
  assert.equal(streamed, answer.text);
  const { tool_calls: calls } = await model
    .bindTools([add], { tool_choice: "add" })
    .invoke("What is add(1, 2)?");
  assert.deepEqual(calls[0].args, { a: 1, b: 2 });
  const client = new FireworksClient({ apiKey: "fw_test", baseURL });
  const models = await client.models.list();
  assert.ok(models.data.length > 0);
  await server.close();
  console.log("done");
}

main().catch((error) => {
  console.error(error);
  // The server would keep the process alive.
  process.exit(1);
});
