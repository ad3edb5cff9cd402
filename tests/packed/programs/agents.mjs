/** The middleware of one copy of the package with the model of the other, in a real agent. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { createFireworksLocal } from "fireworks-local";
import { createAgent } from "langchain";
import * as esm from "langchain-fireworks";
import * as esmMiddleware from "langchain-fireworks/middleware";

const require = createRequire(import.meta.url);
const cjs = require("langchain-fireworks");
const cjsMiddleware = require("langchain-fireworks/middleware");
assert.notEqual(esm.ChatFireworks, cjs.ChatFireworks);

const expected = createHash("sha256").update("thread-1").digest("hex");
for (const { ChatFireworks } of [esm, cjs]) {
  for (const { fireworksPromptCachingMiddleware } of [esmMiddleware, cjsMiddleware]) {
    const server = createFireworksLocal();
    const model = new ChatFireworks({
      model: "accounts/fireworks/models/deepseek-v4p1-flash",
      apiKey: "fw_test",
      fetch: server.fetch,
    });
    const middleware = [fireworksPromptCachingMiddleware({ unsupportedModelBehavior: "raise" })];
    const messages = [{ role: "user", content: "Hello" }];
    const run = { configurable: { thread_id: "thread-1" } };
    await createAgent({ model, middleware }).invoke({ messages }, run);
    assert.equal(server.requests[0].body.prompt_cache_key, expected);
    assert.equal(server.requests[0].headers["x-session-affinity"], expected);
  }
}
console.log("agents.mjs is done");
