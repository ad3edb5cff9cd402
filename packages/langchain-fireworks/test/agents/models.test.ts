import { ContextOverflowError } from "@langchain/core/errors";
import { RemoveMessage } from "@langchain/core/messages";
import {
  createAgent,
  createMiddleware,
  modelFallbackMiddleware,
  modelRetryMiddleware,
  summarizationMiddleware,
} from "langchain";
import type { ChatFireworksCallOptions } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { failureOf } from "../failure.js";
import { lastBody, localModels, MODEL, REASONING_MODEL, sentBodies } from "../local-model.js";
import { OtherModel } from "./other-model.js";
import { steps } from "./steps.js";
import { askWeather, weather } from "./tools.js";

const HELLO = { messages: [{ role: "user", content: "Hello" }] };
const WEATHER = { messages: [{ role: "user", content: "The weather in Oslo?" }] };
const SCRIPT = steps("weather", askWeather("Oslo"), { content: "Sunny." });

describe("modelFallbackMiddleware", () => {
  test("goes from an overloaded model to the next one, which keeps the tools", async () => {
    const faults = [{ match: { model: MODEL }, fault: { status: 503 } }];
    const { local, model } = localModels({ faults, scripts: [SCRIPT] });
    const middleware = [modelFallbackMiddleware(model({ model: REASONING_MODEL }))];
    const agent = createAgent({ model: model(), tools: [weather], middleware });
    const { messages } = await agent.invoke(WEATHER);
    expect(messages.at(-1)?.text).toBe("Sunny.");
    expect(messages.at(-1)?.response_metadata).toMatchObject({ model_name: REASONING_MODEL });
    expect(sentBodies(local).map((body) => [body.model, body.tools?.length])).toEqual([
      [MODEL, 1],
      [REASONING_MODEL, 1],
      [MODEL, 1],
      [REASONING_MODEL, 1],
    ]);
  });

  test("goes to another provider's model, and back with its message in the history", async () => {
    const faults = [{ fault: { status: 503 }, times: 1 }];
    const { local, model } = localModels({ faults });
    const middleware = [modelFallbackMiddleware(new OtherModel("From elsewhere."))];
    const agent = createAgent({ model: model(), middleware });
    const first = await agent.invoke(HELLO);
    expect(first.messages.at(-1)?.text).toBe("From elsewhere.");
    const messages = [...first.messages, { role: "user", content: "And now?" }];
    await agent.invoke({ messages });
    expect(local.requests.map(({ status }) => status)).toEqual([503, 200]);
    expect(lastBody(local).messages.map(({ content }) => content)).toEqual([
      "Hello",
      "From elsewhere.",
      "And now?",
    ]);
  });
});

describe("D42 modelRetryMiddleware", () => {
  const retry = (maxRetries = 2) =>
    modelRetryMiddleware({ maxRetries, initialDelayMs: 0, jitter: false, onFailure: "error" });

  test("attempts are not multiplied: its own count is the only one", async () => {
    const body = { error: { message: "The service is overloaded", type: "server_error" } };
    const { local, model } = localModels({ faults: [{ fault: { status: 503, body } }] });
    const agent = createAgent({ model: model({ maxRetries: 5 }), middleware: [retry()] });
    const error = await failureOf(() => agent.invoke(HELLO));
    expect(error.cause).toMatchObject({ name: "FireworksOverloadedError", status: 503 });
    expect(local.requests).toHaveLength(3);
  });

  test("what is not worth another attempt is not tried again", async () => {
    const { local, model } = localModels({ faults: [{ fault: { status: 400 } }] });
    const agent = createAgent({ model: model({ maxRetries: 5 }), middleware: [retry()] });
    await failureOf(() => agent.invoke(HELLO));
    expect(local.requests).toHaveLength(1);
  });

  test("a second attempt succeeds, and its answer is the agent's", async () => {
    const { local, model } = localModels({ faults: [{ fault: { status: 429 }, times: 1 }] });
    const agent = createAgent({ model: model({ maxRetries: 5 }), middleware: [retry()] });
    const { messages } = await agent.invoke(HELLO);
    expect(messages.at(-1)?.type).toBe("ai");
    expect(local.requests.map(({ status }) => status)).toEqual([429, 200]);
  });

  test("behind modelFallbackMiddleware: the model's attempts first, then the fallback's", async () => {
    const first = localModels({ faults: [{ fault: { status: 500 } }] });
    const second = localModels();
    const fallback = modelFallbackMiddleware(second.model());
    const agent = createAgent({ model: first.model(), middleware: [fallback, retry()] });
    await agent.invoke(HELLO);
    expect([first.local.requests.length, second.local.requests.length]).toEqual([3, 1]);
  });
});

describe("a conversation that grows too long", () => {
  test("ContextOverflowError is recognised by middleware, which can shorten and try again", async () => {
    const small = { id: "accounts/fireworks/models/small", contextLength: 60 };
    const { local, model } = localModels({ models: [small] });
    const shorten = createMiddleware({
      name: "Shorten",
      wrapModelCall: async (request, handler) => {
        try {
          return await handler(request);
        } catch (error) {
          if (!ContextOverflowError.isInstance(error)) throw error;
          return handler({ ...request, messages: request.messages.slice(-1) });
        }
      },
    });
    const agent = createAgent({ model: model({ model: small.id }), middleware: [shorten] });
    const long = { role: "user", content: "words and ".repeat(100) };
    const { messages } = await agent.invoke({ messages: [long, ...HELLO.messages] });
    expect(messages.at(-1)?.type).toBe("ai");
    expect(local.requests.map(({ status }) => status)).toEqual([400, 200]);
  });

  test("summarizationMiddleware replaces old turns by a summary of this model's", async () => {
    const summary = { when: { user: /extract/i }, answer: { content: "They said hello." } };
    const { local, model } = localModels({ scripts: [summary] });
    const summarize = summarizationMiddleware({
      model: model(),
      trigger: { messages: 5 },
      keep: { messages: 1 },
      summaryPrompt: "Extract what matters: {messages}",
    });
    const agent = createAgent({ model: model(), middleware: [summarize] });
    const turn = [HELLO.messages[0], { role: "assistant", content: "Hi." }];
    const { messages } = await agent.invoke({
      messages: [...turn, ...turn, { role: "user", content: "What did I say?" }] as never,
    });
    expect(local.requests.map(({ status }) => status)).toEqual([200, 200]);
    expect(lastBody(local).messages.map(({ content }) => content)).toEqual([
      expect.stringContaining("They said hello."),
      "What did I say?",
    ]);
    expect(messages.some((message) => RemoveMessage.isInstance(message))).toBe(false);
  });
});

describe("A7, A74 a model chosen for each call", () => {
  const settings: Partial<ChatFireworksCallOptions> = {
    model: REASONING_MODEL,
    reasoningEffort: "high",
    temperature: 0.5,
    maxTokens: 99,
    serviceTier: "priority",
    promptCacheKey: "mine",
    headers: { "x-step": "plan" },
  };

  test("every parameter can be given as modelSettings, next to tools", async () => {
    const { local, model } = localModels();
    const middleware = createMiddleware({
      name: "Settings",
      wrapModelCall: (request, handler) => handler({ ...request, modelSettings: settings }),
    });
    const agent = createAgent({ model: model(), tools: [weather], middleware: [middleware] });
    await agent.invoke(HELLO);
    expect(lastBody(local)).toMatchObject({
      model: REASONING_MODEL,
      reasoning_effort: "high",
      temperature: 0.5,
      max_tokens: 99,
      service_tier: "priority",
      prompt_cache_key: "mine",
      tools: [{ function: { name: "get_weather" } }],
    });
    expect(local.requests[0]?.headers["x-step"]).toBe("plan");
  });

  test("another model, tool choice and prompt by the step of the conversation", async () => {
    const { local, model } = localModels({ scripts: [SCRIPT] });
    const strong = model({ model: REASONING_MODEL });
    const middleware = createMiddleware({
      name: "ByStep",
      wrapModelCall: (request, handler) =>
        request.messages.length === 1
          ? handler({ ...request, model: strong, toolChoice: "required" })
          : handler({ ...request, tools: [], systemPrompt: "Be brief." }),
    });
    const agent = createAgent({ model: model(), tools: [weather], middleware: [middleware] });
    await agent.invoke(WEATHER);
    const [first, second] = sentBodies(local);
    expect([first?.model, first?.tool_choice]).toEqual([REASONING_MODEL, "required"]);
    expect([second?.model, second?.tools]).toEqual([MODEL, undefined]);
    expect(second?.messages[0]).toEqual({ role: "system", content: "Be brief." });
  });
});

test("an aborted agent stops the request under way, and no other follows", async () => {
  const { local, model } = localModels({ faults: [{ fault: { stallAfterEvents: 1 } }] });
  const controller = new AbortController();
  const agent = createAgent({ model: model({ streaming: true }), tools: [weather] });
  const run = agent.invoke(WEATHER, { signal: controller.signal });
  const failed = failureOf(() => run);
  while (local.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect((await failed).message).toMatch(/abort/i);
  expect(local.requests).toHaveLength(1);
});
