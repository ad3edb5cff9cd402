import type { ChatCompletionChunk } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { figuresOf } from "../../../playground/src/measure/figures.js";
import { priceOf } from "../../../playground/src/measure/price.js";
import { serverTimings } from "../../../playground/src/measure/server-timings.js";
import { sayCount, sayDollars, sayMs, sayRate } from "../../../playground/src/measure/wording.js";
import type { ExchangeEvent } from "../../../playground/src/server/exchange-event.js";
import {
  beginExchange,
  type Exchange,
  reduceExchange,
} from "../../../playground/src/state/exchange.js";

type Delta = NonNullable<ChatCompletionChunk["choices"]>[number]["delta"];

function chunk(at: number, delta: Delta, rest: Partial<ChatCompletionChunk> = {}): ExchangeEvent {
  const head = { id: "c", object: "chat.completion.chunk", created: 1, model: "m" } as const;
  return { kind: "chunk", at, chunk: { ...head, choices: [{ index: 0, delta }], ...rest } };
}

function exchangeOf(events: ExchangeEvent[], model = "kimi-k2p6"): Exchange {
  return events.reduce(reduceExchange, beginExchange("e", { model, messages: [] }));
}

const usage = {
  prompt_tokens: 1000,
  completion_tokens: 5,
  total_tokens: 1005,
  prompt_tokens_details: { cached_tokens: 400 },
  completion_tokens_details: { reasoning_tokens: 2 },
};

const whole = [
  { kind: "piece", at: 40, text: "data: …" } as const,
  chunk(50, { role: "assistant" }),
  chunk(100, { reasoning_content: "Hm." }),
  chunk(200, { content: "A" }),
  chunk(300, { tool_calls: [{ index: 0, function: { name: "f", arguments: "{}" } }] }),
  chunk(310, {}, { choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage }),
  { kind: "ended", at: 320 } as const,
];

describe("the figures of an answer", () => {
  test("count the first token from the first event that says something, thoughts too", () => {
    expect(figuresOf(exchangeOf(whole))).toMatchObject({
      firstByteMs: 40,
      firstTokenMs: 100,
      totalMs: 320,
      finishReason: "stop",
      gaps: { count: 2, min: 100, max: 100 },
    });
  });

  test("reckon the rate after the first token, by the server's count", () => {
    expect(figuresOf(exchangeOf(whole)).tokensPerSecond).toBeCloseTo(4 / 0.2);
  });

  test("count events where the server does not count, and say so", () => {
    const { tokens, tokensPerSecond } = figuresOf(exchangeOf(whole.slice(0, 5)));
    expect(tokens).toEqual({
      prompt: undefined,
      cached: undefined,
      completion: 3,
      reasoning: undefined,
      isCountedByServer: false,
    });
    expect(tokensPerSecond).toBeCloseTo(2 / 0.2);
  });

  test("tell cached and reasoning tokens", () => {
    expect(figuresOf(exchangeOf(whole)).tokens).toEqual({
      prompt: 1000,
      cached: 400,
      completion: 5,
      reasoning: 2,
      isCountedByServer: true,
    });
  });

  test("know nothing of an answer that has not begun, and no rate of one that came at once", () => {
    expect(figuresOf(exchangeOf([]))).toMatchObject({
      firstByteMs: undefined,
      firstTokenMs: undefined,
      tokensPerSecond: undefined,
      gaps: undefined,
    });
    const atOnce = [chunk(5, { content: "A" }), chunk(5, { content: "B" })];
    expect(figuresOf(exchangeOf(atOnce)).tokensPerSecond).toBeUndefined();
  });
});

describe("the price of an answer", () => {
  test("is the library's, with cached tokens at their own price, dated and with its source", () => {
    const cost = priceOf(exchangeOf(whole, "accounts/fireworks/models/kimi-k2p6"));
    expect(cost?.cost).toBeCloseTo((600 * 0.95 + 400 * 0.16 + 5 * 4) / 1e6, 12);
    expect(cost?.details).toMatchObject({
      price_date: "2026-07-24",
      source: "https://fireworks.ai/pricing",
    });
  });

  test("is unknown for a model that is not in the table, and without usage", () => {
    expect(priceOf(exchangeOf(whole, "accounts/me/models/own"))).toBeUndefined();
    expect(priceOf(exchangeOf(whole.slice(0, 5)))).toBeUndefined();
  });

  test("goes by the tier that was asked for", () => {
    const begun = beginExchange("e", {
      model: "kimi-k2p6",
      messages: [],
      service_tier: "priority",
    });
    const cost = priceOf(whole.reduce<Exchange>(reduceExchange, begun));
    expect(cost?.cost).toBeCloseTo((600 * 1.5 + 400 * 0.22 + 5 * 6) / 1e6, 12);
  });
});

describe("the server's timings", () => {
  test("are those of the headers and of perf_metrics, each once, durations in milliseconds", () => {
    const headers: [string, string][] = [
      ["content-type", "text/event-stream"],
      ["fireworks-prompt-tokens", "20"],
      ["fireworks-server-time-to-first-token", "0.21"],
    ];
    const metrics = { "server-time-to-first-token": "0.21", "prefill-duration": 0.05, gone: null };
    const timings = serverTimings({
      headers,
      facts: { id: "c", model: "m", usage, perfMetrics: metrics },
    });
    expect(timings).toEqual([
      { name: "prompt-tokens", value: "20", ms: undefined, saidBy: "header" },
      { name: "server-time-to-first-token", value: "0.21", ms: 210, saidBy: "both" },
      { name: "prefill-duration", value: "0.05", ms: 50, saidBy: "perf_metrics" },
    ]);
  });
});

describe("figures are said", () => {
  test("with their unit, and no more digits than one reads", () => {
    expect([0, 4.25, 42.4, 1234, 12_345].map(sayMs)).toEqual([
      "0.0 ms",
      "4.3 ms",
      "42 ms",
      "1.23 s",
      "12.3 s",
    ]);
    expect([9.44, 180.2, 12_000.4].map(sayRate)).toEqual([
      "9.4 tokens/s",
      "180 tokens/s",
      "12,000 tokens/s",
    ]);
    expect([0, 1.5, 0.001234, 0.0000001].map(sayDollars)).toEqual([
      "$0",
      "$1.5000",
      "$0.00123",
      "under $0.000001",
    ]);
  });

  test("as a dash where they are not known", () => {
    expect([sayMs, sayRate, sayDollars, sayCount].map((say) => say(undefined))).toEqual(
      Array.from({ length: 4 }, () => "–"),
    );
  });
});
