import { ContextOverflowError, getRetryable, LangChainError } from "@langchain/core/errors";
import { ChatMessage } from "@langchain/core/messages";
import { FireworksBadRequestError, FireworksError } from "fireworks-client";
import { ChatFireworks } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { collect, failureOf } from "../failure.js";
import { KEY, localModels, MODEL, PAGE_MODEL } from "../local-model.js";

/** Every kind of refusal: name, code of LangChain's troubleshooting pages, whether to try again. */
const REFUSALS = [
  [400, "FireworksBadRequestError", undefined, false],
  [401, "FireworksAuthenticationError", "MODEL_AUTHENTICATION", false],
  [402, "FireworksBillingError", undefined, false],
  [403, "FireworksAuthenticationError", "MODEL_AUTHENTICATION", false],
  [404, "FireworksNotFoundError", "MODEL_NOT_FOUND", false],
  [408, "FireworksApiError", undefined, true],
  [409, "FireworksConflictError", undefined, false],
  [412, "FireworksAccountError", undefined, false],
  [413, "FireworksPayloadTooLargeError", undefined, false],
  [422, "FireworksUnprocessableError", undefined, false],
  [429, "FireworksRateLimitError", "MODEL_RATE_LIMIT", true],
  [500, "FireworksServerError", undefined, true],
  [502, "FireworksServerError", undefined, true],
  [503, "FireworksDeploymentScalingUpError", undefined, false],
  [504, "FireworksServerError", undefined, true],
] as const;

describe("A117/A121/A122: refusals", () => {
  test.each(REFUSALS)("%i is a %s with the code %s, retryable: %s", async (...expected) => {
    const [status, name, code, retryable] = expected;
    for (const ask of [
      (llm: ChatFireworks) => llm.invoke("go"),
      (llm: ChatFireworks) => collect(llm.stream("go")),
    ]) {
      const { model } = localModels({ faults: [{ fault: { status } }] });
      const error = await failureOf(() => ask(model()));
      expect(error).toMatchObject({ name, status, retryable, model: MODEL });
      expect(error.lc_error_code).toBe(code);
      expect(getRetryable(error)).toBe(retryable);
      expect(LangChainError.isInstance(error)).toBe(true);
      expect(FireworksError.isInstance(error)).toBe(true);
      expect(error).toBeInstanceOf(Error);
    }
  });

  test("A118: status, code, type, request id, headers, body and model are on the error", async () => {
    const { model } = localModels();
    const error = await failureOf(() => model().invoke("go", { temperature: 9 }));
    expect(error).toMatchObject({
      status: 400,
      code: "invalid_request_error",
      type: "invalid_request_error",
      requestId: expect.any(String),
      headers: expect.any(Headers),
      body: { error: { message: expect.stringContaining("temperature") } },
      model: MODEL,
    });
  });

  test("A118: the model of the call is named, not the constructor's", async () => {
    const other = "accounts/me/models/nope";
    const error = await failureOf(() => localModels().model().invoke("go", { model: other }));
    expect(error).toMatchObject({ status: 404, model: other });
  });

  test("A118: a 429 has the rate-limit state", async () => {
    const headers = {
      "x-ratelimit-limit-tokens-prompt": "100",
      "x-ratelimit-remaining-tokens-prompt": "0",
      "retry-after": "90",
    };
    const { model } = localModels({ faults: [{ fault: { status: 429, headers } }] });
    const error = await failureOf(() => model().invoke("go"));
    expect(error).toHaveProperty("rateLimit");
    expect(error).toHaveProperty("retryAfterMs", 90_000);
    // Longer than we wait: then not even an outer loop should try at once.
    expect(getRetryable(error)).toBe(false);
  });

  test.each([
    ["an object", { error: { message: "the words" } }],
    ["a string", { error: "the words" }],
    ["a list", { detail: [{ loc: ["body", "x"], msg: "the words" }] }],
    ["plain text", "the words"],
    ["HTML", "<html><head><title>the words</title></head></html>"],
  ])("A120: a body that is %s is understood", async (_, body) => {
    const { model } = localModels({ faults: [{ fault: { status: 400, body } }] });
    expect((await failureOf(() => model().invoke("go"))).message).toContain("the words");
  });
});

describe("A119: a prompt that is too long", () => {
  const long = "word ".repeat(9000);

  test.each([
    ["invoke", (llm: ChatFireworks) => llm.invoke(long)],
    ["stream", (llm: ChatFireworks) => collect(llm.stream(long))],
    ["streamEvents", (llm: ChatFireworks) => collect(llm.streamEvents(long))],
    ["an invoke that streams", (llm: ChatFireworks) => llm.invoke(long, { maxTokens: 5000 })],
  ])("in %s is core's ContextOverflowError and a bad request", async (_, ask) => {
    const { model } = localModels();
    const error = await failureOf(() => ask(model({ model: PAGE_MODEL })));
    expect(ContextOverflowError.isInstance(error)).toBe(true);
    expect(FireworksBadRequestError.isInstance(error)).toBe(true);
    expect(error).toBeInstanceOf(FireworksBadRequestError);
    expect(error).toMatchObject({
      name: "FireworksContextOverflowError",
      lc_error_code: "CONTEXT_OVERFLOW",
      status: 400,
    });
    expect(getRetryable(error)).toBe(false);
  });

  test.each([
    { code: "context_length_exceeded", message: "no" },
    { message: "The prompt is too long: 9, model maximum context length: 8" },
  ])("is known by %o", async (said) => {
    const { model } = localModels({ faults: [{ fault: { status: 400, body: { error: said } } }] });
    const error = await failureOf(() => model().invoke("go"));
    expect(ContextOverflowError.isInstance(error)).toBe(true);
  });

  test("another bad request is not one", async () => {
    const error = await failureOf(() => localModels().model().invoke("go", { topK: 500 }));
    expect(ContextOverflowError.isInstance(error)).toBe(false);
  });
});

describe("answers that are none", () => {
  test("200 without choices is a typed error", async () => {
    const fetch = async () => Response.json({ ok: true });
    const error = await failureOf(() => localModels().model({ fetch }).invoke("go"));
    expect(error).toMatchObject({ code: "no_choices", model: MODEL });
    expect(LangChainError.isInstance(error)).toBe(true);
  });

  test("200 with an HTML page is a typed error, for stream too", async () => {
    const fetch = async () =>
      new Response("<html></html>", { headers: { "content-type": "text/html" } });
    const { model } = localModels();
    expect(await failureOf(() => model({ fetch }).invoke("go"))).toMatchObject({
      code: "invalid_response",
    });
    expect(await failureOf(() => collect(model({ fetch }).stream("go")))).toMatchObject({
      name: "FireworksStreamError",
      reason: "not-a-stream",
    });
  });

  test("no connection is a typed, retryable error", async () => {
    const fetch = async () => {
      throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
    };
    const error = await failureOf(() => localModels().model({ fetch }).invoke("go"));
    expect(error).toMatchObject({ name: "FireworksConnectionError", code: "ECONNREFUSED" });
    expect(getRetryable(error)).toBe(true);
  });
});

describe("bad input is a typed error that names the field, before any request", () => {
  const { local, model } = localModels();
  const tool = { type: "function", function: { name: "add" } };

  test.each<[string, string, () => unknown]>([
    ["no model", "model", () => new ChatFireworks({ apiKey: KEY })],
    ["an empty model", "model", () => new ChatFireworks("", { apiKey: KEY })],
    ["an empty key", "apiKey", () => model({ apiKey: "" })],
    ["a blank key", "apiKey", () => model({ apiKey: "  " })],
    ["a key with a line break", "apiKey", () => model({ apiKey: "fw_a\nb" })],
    ["a base URL that is none", "baseURL", () => model({ baseURL: "not a url" })],
    ["a base URL of another protocol", "baseURL", () => model({ baseURL: "ftp://x.test" })],
    [
      "a tool_choice that names no bound tool",
      "tool_choice",
      () => model().bindTools([tool], { tool_choice: "subtract" }),
    ],
    [
      "the same in a call",
      "tool_choice",
      () => model().invoke("go", { tools: [tool], tool_choice: "subtract" }),
    ],
    [
      "thinking with reasoningEffort",
      "reasoningEffort",
      () => model({ thinking: { type: "enabled" }, reasoningEffort: "low" }).invoke("go"),
    ],
    [
      "the same in bindTools' options",
      "reasoningEffort",
      () =>
        model()
          .bindTools([tool], { thinking: { type: "enabled" }, reasoningEffort: "low" })
          .invoke("go"),
    ],
    [
      "a schema that cannot be converted",
      "schema",
      () => model().withStructuredOutput(z.object({ at: z.date() }) as never),
    ],
    [
      "a tool with such a schema",
      "tools[0].schema",
      () => model().bindTools([{ name: "f", schema: z.object({ at: z.date() }) } as never]),
    ],
    [
      "a message type that cannot be sent",
      "messages[0].role",
      () => model().invoke([new ChatMessage("hm", "critic")]),
    ],
    [
      "a content block that cannot be sent",
      "messages[0].content[0]",
      () => model().invoke([{ role: "user", content: [{ type: "hologram" }] as never }]),
    ],
    ["no message", "messages", () => model().invoke([])],
    ["a negative timeout", "timeout", () => model({ timeout: -1 }).invoke("go")],
    ["half a retry", "maxRetries", () => model({ maxRetries: 0.5 }).invoke("go")],
  ])("%s", async (_, field, run) => {
    local.requests.length = 0;
    const error = await failureOf(run);
    expect(FireworksError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ field, retryable: false });
    expect(error.name).toMatch(/^Fireworks(Configuration|MissingApiKey)Error$/);
    expect(error.message).not.toContain(KEY);
    expect(local.requests).toStrictEqual([]);
  });
});
