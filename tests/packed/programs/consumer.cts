import fireworks = require("fireworks-client");
import local = require("fireworks-local");
import langchain = require("langchain-fireworks");

const server: local.FireworksLocal = local.createFireworksLocal();
const model: langchain.ChatFireworks = new langchain.ChatFireworks({
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  apiKey: "fw_test",
  fetch: server.fetch,
});
const client = new fireworks.FireworksClient({ apiKey: "fw_test" });

async function answer(): Promise<string | null | undefined> {
  const completion = await client.chat.completions.create({
    model: "m",
    messages: [{ role: "user", content: "Hello" }],
  });
  return completion.choices[0]?.message.content;
}

// @ts-expect-error a field that is no number
const wrong = new langchain.ChatFireworks({ model: "m", temperature: "hot" });

export = { answer, model, wrong };
