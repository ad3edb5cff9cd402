import { HumanMessage } from "@langchain/core/messages";
import { FireworksClient } from "fireworks-client";
import type { ChatFireworksCallOptions, ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test, vi } from "vitest";
import { inspect } from "node:util";
import { collect, failureOf } from "./failure.js";
import { KEY, localModels } from "./local-model.js";

const WEATHER = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "The weather of a place",
    parameters: { type: "object", properties: { city: { type: "string" } } },
  },
};

const SETTINGS: [string, Partial<ChatFireworksFields>, Partial<ChatFireworksCallOptions>][] = [
  ["nothing", {}, {}],
  ["sampling", { temperature: 0, stop: ["x"] }, { topP: 0.5, seed: 7 }],
  ["null over a field", { temperature: 0.5 }, { temperature: null }],
  ["tools", {}, { tools: [WEATHER], tool_choice: "get_weather" }],
  ["another model", {}, { model: "accounts/fireworks/models/glm-5p3" }],
  ["headers", { defaultHeaders: { "X-Team": "acme", "x-b": "1" } }, { headers: { "x-B": null } }],
  ["a session", { sessionId: { id: "t1", isolate: true } }, {}],
  ["a session that is hashed", {}, { sessionId: "Gespräch" }],
  ["a large budget, which invoke streams", { maxTokens: 9000 }, {}],
  ["streaming", { streaming: true, streamUsage: false }, {}],
  ["a schema", {}, { response_format: { type: "json_object" } }],
  ["the priority tier", { serviceTier: "priority", requestMetadata: { a: "b" } }, {}],
];

/** The journal hides a key in its own words. */
const withoutKey = (headers: Record<string, string>) => ({ ...headers, authorization: "" });

describe.each(SETTINGS)("D36: toRequest with %s", (_, fields, options) => {
  test("is what invoke sends", async () => {
    const { local, model } = localModels();
    const llm = model(fields);
    const preview = llm.toRequest("hi", options);
    expect(local.requests).toHaveLength(0);
    await llm.invoke("hi", options);
    const [sent] = local.requests;
    expect(preview.body).toStrictEqual(sent?.body);
    expect(withoutKey(preview.headers)).toStrictEqual(withoutKey(sent?.headers ?? {}));
    expect(preview.headers.authorization).toBe("Bearer [hidden]");
    expect(preview.method).toBe("POST");
    expect(new URL(preview.url).pathname).toBe(sent?.path);
  });

  test("with stream: true it is what stream sends", async () => {
    const { local, model } = localModels();
    const llm = model(fields);
    const messages = [new HumanMessage("hi")];
    const preview = llm.toRequest(messages, { ...options, stream: true });
    await collect(llm.stream(messages, options));
    const [sent] = local.requests;
    expect(preview.body).toStrictEqual(sent?.body);
    expect(withoutKey(preview.headers)).toStrictEqual(withoutKey(sent?.headers ?? {}));
    expect(preview.headers.accept).toBe("text/event-stream");
  });
});

describe("D36: toRequest shows no credential", () => {
  test.each<[string, Partial<ChatFireworksFields>]>([
    ["a key", {}],
    [
      "a bearer header",
      { apiKey: "fw_other_key", defaultHeaders: { Authorization: `Bearer ${KEY}` } },
    ],
    ["a bare header", { apiKey: "fw_other_key", defaultHeaders: { authorization: KEY } }],
    ["an x-api-key", { defaultHeaders: { "x-api-key": KEY } }],
    ["a token of a proxy", { defaultHeaders: { "X-Proxy-Token": "fw-proxy-4711" } }],
    ["a cookie", { defaultHeaders: { cookie: "session=fw-proxy-4711" } }],
    ["a key inside another header", { defaultHeaders: { "x-note": `sent with ${KEY}` } }],
  ])("%s", (_, fields) => {
    const preview = localModels().model(fields).toRequest("hi");
    expect(inspect(preview, { depth: 9 })).not.toMatch(new RegExp(`${KEY}|fw-proxy-4711`));
  });

  test("and does not ask the function that gives the key", () => {
    const apiKey = vi.fn<() => string>(() => KEY);
    const preview = localModels().model({ apiKey }).toRequest("hi");
    expect(apiKey).not.toHaveBeenCalled();
    expect(preview.headers.authorization).toBe("Bearer [hidden]");
  });

  test("and makes up none where none is sent", () => {
    vi.stubEnv("FIREWORKS_API_KEY", undefined);
    const llm = localModels().model({ apiKey: undefined, baseURL: "http://127.0.0.1:9/v1" });
    const { headers, url } = llm.toRequest("hi");
    expect(headers).not.toHaveProperty("authorization");
    expect(url).toBe("http://127.0.0.1:9/v1/chat/completions");
  });
});

test("D36: what invoke refuses before the call, toRequest refuses", async () => {
  const { model } = localModels();
  const options = { maxTokens: 1, maxCompletionTokens: 2 };
  const refused = await failureOf(() => model().invoke("hi", options));
  const shown = await failureOf(() => model().toRequest("hi", options));
  expect(shown.message).toBe(refused.message);
});

test("D36: an injected client that cannot show a request is a typed error", async () => {
  const { local, model } = localModels();
  const whole = new FireworksClient({ apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch });
  expect(model({ client: whole }).toRequest("hi").headers).toHaveProperty("accept");
  const create = whole.chat.completions.create.bind(whole.chat.completions);
  const error = await failureOf(() =>
    model({ client: { chat: { completions: { create } } } }).toRequest("hi"),
  );
  expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "client" });
});

test("D36: with disableStreaming, what stream sends is a whole request", async () => {
  const { local, model } = localModels();
  const llm = model({ disableStreaming: true });
  const preview = llm.toRequest("hi", { stream: true });
  await collect(llm.stream("hi"));
  expect(preview.body).toStrictEqual(local.requests[0]?.body);
  expect(preview.headers.accept).toBe("application/json");
});
