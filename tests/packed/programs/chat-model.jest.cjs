const { ChatFireworks } = require("langchain-fireworks");
const { FireworksError } = require("fireworks-client");
const { createFireworksLocal } = require("fireworks-local");

const model = "accounts/fireworks/models/deepseek-v4p1-flash";
const server = createFireworksLocal();
let baseURL;

beforeAll(async () => {
  ({ baseURL } = await server.listen());
});
afterAll(() => server.close());

test("invoke and stream give the same text", async () => {
  const chat = new ChatFireworks({ model, apiKey: "fw_test", baseURL });
  const answer = await chat.invoke("Hello");
  let streamed = "";
  for await (const chunk of await chat.stream("Hello")) streamed += chunk.text;
  expect(streamed).toBe(answer.text);
});

test("answers in process, without a port", async () => {
  const chat = new ChatFireworks({ model, apiKey: "fw_test", fetch: server.fetch, baseURL });
  expect((await chat.invoke("Hello")).text).not.toBe("");
});

test("errors are told apart by class", async () => {
  const chat = new ChatFireworks({
    model: "accounts/nobody/models/none",
    apiKey: "fw_test",
    baseURL,
  });
  await expect(chat.invoke("Hello")).rejects.toBeInstanceOf(FireworksError);
});
