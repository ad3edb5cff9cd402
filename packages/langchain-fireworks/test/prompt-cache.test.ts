import { describe, expect, test } from "vitest";
import { collect, failureOf } from "./failure.js";
import { lastBody, localModels } from "./local-model.js";

describe("A103: the prompt cache", () => {
  const keys = { promptCacheKey: "user-7", promptCacheIsolationKey: "tenant-1" };
  const onTheWire = { prompt_cache_key: "user-7", prompt_cache_isolation_key: "tenant-1" };

  test("has a key and an isolation key, as fields and as call options, whole and streamed", async () => {
    const { local, model } = localModels();
    await model(keys).invoke("hi");
    expect(lastBody(local)).toMatchObject(onTheWire);
    await model().invoke("hi", keys);
    expect(lastBody(local)).toMatchObject(onTheWire);
    await collect(model({ promptCacheKey: "other" }).stream("hi", keys));
    expect(lastBody(local)).toMatchObject(onTheWire);
  });

  test("has no prompt_cache_max_len: Fireworks took it away and refuses it (contract 1.5)", async () => {
    const { local, model } = localModels();
    const modelKwargs = { prompt_cache_max_len: 100 };
    const error = await failureOf(() => model({ modelKwargs }).invoke("hi"));
    expect(lastBody(local)).toMatchObject(modelKwargs);
    expect(error).toMatchObject({ name: "FireworksBadRequestError", status: 400 });
    expect(error.message).toContain("prompt_cache_max_len");
  });
});

test("A106: a cache hit shows in the usage, and in headers and metrics when asked for", async () => {
  const usage = {
    prompt_tokens: 1000,
    completion_tokens: 2,
    prompt_tokens_details: { cached_tokens: 400 },
  };
  const { model } = localModels({ scripts: [{ when: {}, answer: { content: "hi", usage } }] });
  const llm = model({ includeResponseHeaders: true, perfMetricsInResponse: true });
  const whole = await llm.invoke("go");
  const chunks = await collect(llm.stream("go"));
  for (const message of [whole, chunks.reduce((left, right) => left.concat(right))]) {
    expect(message.usage_metadata?.input_token_details).toStrictEqual({ cache_read: 400 });
    expect(message.response_metadata).toMatchObject({
      headers: { "fireworks-cached-prompt-tokens": "400" },
      timings: { cached_prompt_tokens: 400 },
      perf_metrics: { "cached-prompt-tokens": "400" },
    });
  }
  const plain = await model().invoke("go");
  expect(plain.usage_metadata?.input_token_details).toStrictEqual({ cache_read: 400 });
  expect(plain.response_metadata).not.toHaveProperty("headers");
});
