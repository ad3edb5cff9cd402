import { load } from "@langchain/core/load";
import type { AIMessageChunk } from "@langchain/core/messages";
import { inspect } from "node:util";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import * as fireworksPackage from "langchain-fireworks";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFireworksLocal } from "fireworks-local";
import { failureOf } from "../failure.js";
import { KEY, localModels, MODEL } from "../local-model.js";
import { SETTING_SAMPLES } from "./setting-samples.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const FIELDS: Partial<ChatFireworksFields> = {
  temperature: 0,
  maxTokens: 100,
  topK: 3,
  stop: ["###"],
  streaming: false,
  maxRetries: 1,
  timeout: 5000,
  promptCacheKey: "",
  logitBias: { "1": 2 },
  thinking: { type: "enabled", budgetTokens: 2048 },
  modelKwargs: { sampling_mask: "x" },
};

/** Loads what `JSON.stringify` wrote, with the key from a vault. */
const loadModel = (text: string): Promise<ChatFireworks> =>
  load<ChatFireworks>(text, {
    secretsMap: { FIREWORKS_API_KEY: KEY },
    optionalImportEntrypoints: ["langchain/chat_models/fireworks"],
    optionalImportsMap: { "langchain/chat_models/fireworks": fireworksPackage },
    importMap: { chat_models__fireworks: fireworksPackage },
  } as Parameters<typeof load>[1]);

describe("S6/A128: to JSON and back", () => {
  test("the id, and the key only as a secret reference", () => {
    const json = JSON.parse(JSON.stringify(localModels().model(FIELDS))) as {
      id: string[];
      type: string;
      kwargs: Record<string, unknown>;
    };
    expect(json.type).toBe("constructor");
    expect(json.id).toStrictEqual(["langchain", "chat_models", "fireworks", "ChatFireworks"]);
    expect(JSON.stringify(json)).not.toContain(KEY);
    expect(Object.values(json.kwargs)).toContainEqual({
      lc: 1,
      type: "secret",
      id: ["FIREWORKS_API_KEY"],
    });
    expect(JSON.stringify(json)).not.toContain("[hidden]");
  });

  test("headers are not written: any of them may be a credential", () => {
    const json = JSON.stringify(localModels().model({ defaultHeaders: { "x-team": "acme" } }));
    expect(json).not.toContain("acme");
    expect(json).not.toContain("default_headers");
  });

  test("a streamed message is loaded again as core's own chunk", async () => {
    const stream = await localModels().model().stream("hi");
    const chunks: AIMessageChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const sum = chunks.reduce((left, right) => left.concat(right));
    const loaded = await load<AIMessageChunk>(JSON.stringify(sum));
    expect(loaded.text).toBe(sum.text);
    expect(loaded.usage_metadata).toStrictEqual(sum.usage_metadata);
  });

  test("the loaded model sends the same request, to the same place, with the key", async () => {
    const local = createFireworksLocal({ apiKeys: [KEY] });
    const urls: string[] = [];
    // A custom `fetch` cannot be written down, so both models use the global one.
    vi.stubGlobal("fetch", (input: string, init: RequestInit) => {
      urls.push(input);
      return local.fetch("http://fireworks.local/inference/v1/chat/completions", init);
    });
    const original = new ChatFireworks({
      ...FIELDS,
      model: MODEL,
      apiKey: KEY,
      baseURL: "https://proxy.test/inference/v1",
    });
    await original.invoke("hi");
    const loaded = await loadModel(JSON.stringify(original));
    expect(loaded).toBeInstanceOf(ChatFireworks);
    await loaded.invoke("hi");
    const [before, after] = local.requests;
    expect(after?.body).toStrictEqual(before?.body);
    expect(after?.headers).toStrictEqual(before?.headers);
    expect(loaded.maxRetries).toBe(1);
    expect(loaded.timeout).toBe(5000);
    expect(urls[1]).toBe(urls[0]);
  });

  test("A128: every setting that is no function is there again", async () => {
    const settings = Object.fromEntries(
      Object.entries(SETTING_SAMPLES)
        .map(([name, { value }]) => [name, value])
        .filter(([, value]) => typeof value !== "function"),
    ) as Partial<ChatFireworksFields>;
    const profile = { maxInputTokens: 1000, toolCalling: true };
    const watchers = { onWarning: () => {}, onRetry: () => {}, onResponse: () => {} };
    const original = new ChatFireworks({
      ...settings,
      ...watchers,
      profile,
      model: MODEL,
      apiKey: KEY,
    });
    const text = JSON.stringify(original);
    expect(text).not.toMatch(/on_?(Warning|Retry|Response)/i);
    const loaded = await loadModel(text);
    for (const [name, value] of Object.entries(settings)) {
      expect(Reflect.get(loaded, name), name).toStrictEqual(value);
    }
    expect(loaded.profile).toMatchObject(profile);
    expect(loaded._identifyingParams()).toStrictEqual(original._identifyingParams());
    expect(JSON.stringify(loaded)).toBe(text);
  });

  test("A128: the function in waitForDeployment is left out, its limit is kept", async () => {
    const waitForDeployment = { maxWaitMs: 1000, onWait: () => {} };
    const loaded = await loadModel(JSON.stringify(localModels().model({ waitForDeployment })));
    expect(loaded.waitForDeployment).toStrictEqual({ maxWaitMs: 1000 });
  });

  test("a model without a literal key needs none to be written and loaded", async () => {
    vi.stubEnv("FIREWORKS_API_KEY", KEY);
    const text = JSON.stringify(new ChatFireworks({ model: MODEL, seed: 3 }));
    expect(text).not.toContain(KEY);
    expect((await loadModel(text)).seed).toBe(3);
  });

  test("lc_name, lc_serializable and lc_secrets", () => {
    const llm = localModels().model();
    expect(ChatFireworks.lc_name()).toBe("ChatFireworks");
    expect(llm.lc_serializable).toBe(true);
    expect(llm.lc_secrets).toStrictEqual({ apiKey: "FIREWORKS_API_KEY" });
  });

  test("the alias fireworksApiKey is written as the same secret", () => {
    const llm = localModels().model({ apiKey: undefined, fireworksApiKey: KEY });
    const text = JSON.stringify(llm);
    expect(text).not.toContain(KEY);
    expect(text).toContain('"FIREWORKS_API_KEY"');
  });
});

describe("A21, D31: the key is never shown", () => {
  const printed = (value: unknown): string =>
    [
      JSON.stringify(value),
      inspect(value, { depth: 20, showHidden: true }),
      String(value),
      `${JSON.stringify(Object.entries(value as object))}`,
    ].join("\n");

  const { model } = localModels();
  const tool = { type: "function", function: { name: "f" } };

  test.each<[string, () => unknown]>([
    ["a model", () => model()],
    ["a model with the alias", () => model({ apiKey: undefined, fireworksApiKey: KEY })],
    [
      "a model with an authorization header",
      () => model({ apiKey: "other_key", defaultHeaders: { Authorization: `Bearer ${KEY}` } }),
    ],
    [
      "a model with configuration headers",
      () => model({ apiKey: "other_key", configuration: { defaultHeaders: { "x-api-key": KEY } } }),
    ],
    ["a model with bound tools", () => model().bindTools([tool])],
    ["a model with bound options", () => model().withConfig({ temperature: 0 })],
    ["a structured model", () => model().withStructuredOutput({ type: "object" })],
    ["a chain", () => model().pipe((message) => message.content)],
  ])("%s", (_, make) => {
    expect(printed(make())).not.toContain(KEY);
  });

  test("console.log of a model", () => {
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...args: unknown[]) => {
      lines.push(args.map((arg) => inspect(arg, { depth: 10 })).join(" "));
    });
    console.log(model());
    log.mockRestore();
    expect(lines[0]).toContain("ChatFireworks");
    expect(lines[0]).not.toContain(KEY);
  });

  test.each<[string, Parameters<typeof localModels>[0]]>([
    ["a refusal", { faults: [{ fault: { status: 401, body: { error: `bad key ${KEY}` } } }] }],
    [
      "a refusal that echoes headers",
      {
        faults: [{ fault: { status: 500, headers: { "x-echo": `Bearer ${KEY}` } } }],
      },
    ],
    ["a dropped connection", { faults: [{ fault: { resetConnection: true } }] }],
  ])("an error of %s", async (_, options) => {
    const error = await failureOf(() => localModels(options).model().invoke("hi"));
    expect(printed(error)).not.toContain(KEY);
    expect(error.stack).not.toContain(KEY);
  });

  test.each<[string, Partial<ChatFireworksFields>, number, string]>([
    ["a wait that is over", { waitForDeployment: { maxWaitMs: 0 } }, 503, "is scaling up"],
    ["alternatives that all failed", { onOverload: "priority" }, 503, "overloaded"],
    ["a 404 with suggestions", { model: "accounts/fireworks/models/kimi-k33" }, 404, "not found"],
  ])("an error of %s", async (_, fields, status, said) => {
    const fault = { status, body: { error: { message: `${said}, key ${KEY}` } } };
    const { model } = localModels({ faults: [{ match: { path: "/chat/completions" }, fault }] });
    const error = await failureOf(() => model(fields).invoke("hi"));
    expect(error.status).toBe(status);
    expect(printed(error)).not.toContain(KEY);
    expect(error.stack).not.toContain(KEY);
  });

  test("an error of a fetch that prints its headers", async () => {
    const fetch: typeof globalThis.fetch = async (_, init) => {
      throw new Error(`boom ${JSON.stringify(Object.fromEntries(init?.headers as Headers))}`);
    };
    const error = await failureOf(() => model({ fetch }).invoke("hi"));
    expect(printed(error)).not.toContain(KEY);
  });

  test("an error inside a stream that echoes it", async () => {
    const { model } = localModels({
      faults: [{ fault: { errorAfterEvents: 1, error: { message: `key ${KEY} is bad` } } }],
    });
    const error = await failureOf(() => model({ streaming: true }).invoke("hi"));
    expect(printed(error)).not.toContain(KEY);
  });
});
