import { InMemoryCache } from "@langchain/core/caches";
import { HumanMessage, SystemMessage, ToolMessage, AIMessage } from "@langchain/core/messages";
import type { ChatFireworksCallOptions, ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { PARAMETER_NAMES } from "../src/settings/parameters.js";
import { KEY, localModels, MODEL } from "./local-model.js";
import { SETTING_SAMPLES } from "./settings/setting-samples.js";

/** A cache that remembers the keys it was asked for. */
class WatchedCache extends InMemoryCache {
  readonly keys: string[] = [];
  override lookup(prompt: string, key: string): ReturnType<InMemoryCache["lookup"]> {
    this.keys.push(key);
    return super.lookup(prompt, key);
  }
}

const IMAGE = { type: "image_url", image_url: { url: "https://x.test/a.png" } };

describe("A30: the response cache", () => {
  test("a second call is answered from it, with the same text and zero usage", async () => {
    const { local, model } = localModels();
    const llm = model({ cache: new InMemoryCache(new Map()) });
    const first = await llm.invoke("hi");
    // Read now: core writes the zeros into the very message that an in-memory cache holds.
    const spent = first.usage_metadata?.total_tokens;
    const second = await llm.invoke("hi");
    expect(local.requests).toHaveLength(1);
    expect(second.content).toBe(first.content);
    expect(spent).toBeGreaterThan(0);
    expect(second.usage_metadata).toStrictEqual({
      input_tokens: 0,
      output_tokens: 0,
      total_tokens: 0,
    });
  });

  test.each<[string, HumanMessage[] | unknown[]]>([
    ["a list with an image", [new HumanMessage({ content: [{ type: "text", text: "a" }, IMAGE] })]],
    [
      "tool turns",
      [
        new SystemMessage("s"),
        new AIMessage({ content: "", tool_calls: [{ id: "c", name: "f", args: {} }] }),
        new ToolMessage({ content: [{ type: "text", text: "r" }], tool_call_id: "c" }),
      ],
    ],
  ])("content of %s is cached, and other content is another entry", async (_, messages) => {
    const { local, model } = localModels();
    const llm = model({ cache: new InMemoryCache(new Map()) });
    await llm.invoke(messages as HumanMessage[]);
    await llm.invoke(messages as HumanMessage[]);
    expect(local.requests).toHaveLength(1);
    await llm.invoke([...(messages as HumanMessage[]), new HumanMessage("more")]);
    expect(local.requests).toHaveLength(2);
  });

  const VARIANTS: [string, Partial<ChatFireworksFields>, Partial<ChatFireworksCallOptions>][] = [
    ["temperature", { temperature: 1 }, { temperature: 1 }],
    [
      "model",
      { model: "accounts/fireworks/models/glm-5p2" },
      { model: "accounts/fireworks/models/glm-5p2" },
    ],
    ["maxTokens", { maxTokens: 7 }, { maxTokens: 7 }],
    ["seed", { seed: 0 }, { seed: 0 }],
    ["stop", { stop: ["x"] }, { stop: ["x"] }],
    [
      "modelKwargs",
      { modelKwargs: { sampling_mask: "x" } },
      { modelKwargs: { sampling_mask: "x" } },
    ],
    [
      "responseFormat",
      { responseFormat: { type: "json_object" } },
      { response_format: { type: "json_object" } },
    ],
    ["outputVersion", { outputVersion: "v1" }, { outputVersion: "v1" }],
  ];

  test.each(VARIANTS)(
    "another %s is another entry, as field and as call",
    async (_, field, call) => {
      const { local, model } = localModels();
      const cache = new InMemoryCache(new Map());
      await model({ cache }).invoke("hi");
      await model({ cache, ...field }).invoke("hi");
      expect(local.requests).toHaveLength(2);
      await model({ cache }).invoke("hi", call);
      // The field's entry and the call's are one: they send the same body.
      expect(local.requests).toHaveLength(2);
    },
  );

  /** The key that the response cache is asked for. */
  const keyOf = (fields: Partial<ChatFireworksFields>, call: Partial<ChatFireworksCallOptions>) =>
    localModels()
      .model(fields)
      ._getSerializedCacheKeyParametersForCall(call as never);

  test.each(Object.entries(SETTING_SAMPLES))(
    "%s is in the key if it changes the answer, alike as field and as call",
    (name, { value, changesAnswer }) => {
      const key = keyOf({ [name]: value }, {});
      expect(key !== keyOf({}, {})).toBe(changesAnswer);
      expect(keyOf({}, { [name]: value })).toBe(key);
    },
  );

  const ROUTING = ["user", "requestMetadata", "promptCacheKey", "promptCacheIsolationKey"];

  test.each(PARAMETER_NAMES.filter((name) => name !== "streamOptions"))(
    "the parameter %s is in the key, unless it only routes the request",
    (name) => {
      const value = { value: "of a test" };
      expect(keyOf({ [name]: value }, {}) !== keyOf({}, {})).toBe(!ROUTING.includes(name));
    },
  );

  test("tools in the call are another entry", async () => {
    const { local, model } = localModels();
    const cache = new InMemoryCache(new Map());
    const tool = { type: "function" as const, function: { name: "f" } };
    await model({ cache }).invoke("hi");
    await model({ cache }).bindTools([tool]).invoke("hi");
    expect(local.requests).toHaveLength(2);
  });

  test("headers, signals, retries and timeouts are not in the key; nor is the API key", async () => {
    const { local, model } = localModels();
    const cache = new WatchedCache(new Map());
    await model({ cache }).invoke("hi");
    await model({ cache, apiKey: "fw_other", maxRetries: 1 }).invoke("hi", {
      headers: { authorization: "Bearer hidden" },
      signal: new AbortController().signal,
      timeout: 60_000,
    });
    expect(local.requests).toHaveLength(1);
    expect(new Set(cache.keys).size).toBe(1);
    expect(cache.keys.join("\n")).toContain(MODEL);
    expect(cache.keys.join("\n")).not.toMatch(new RegExp(`${KEY}|fw_other|hidden`));
  });

  test("another server is another entry, however its URL is written", () => {
    const bare = keyOf({ baseURL: "https://host.test" }, {});
    expect(keyOf({ baseURL: "https://host.test/inference/v1/" }, {})).toBe(bare);
    expect(keyOf({ baseURL: "https://other.test" }, {})).not.toBe(bare);
  });

  test("cache false in the constructor asks every time", async () => {
    const { local, model } = localModels();
    const llm = model({ cache: false });
    await llm.invoke("hi");
    await llm.invoke("hi");
    expect(local.requests).toHaveLength(2);
  });

  test("_identifyingParams holds every parameter and no secret", () => {
    const llm = localModels().model({ temperature: 0, topK: 2, stop: ["x"] });
    expect(llm._identifyingParams()).toStrictEqual({
      model: MODEL,
      temperature: 0,
      top_k: 2,
      stop: ["x"],
    });
  });
});
