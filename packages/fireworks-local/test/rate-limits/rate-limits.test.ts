import type { FireworksLocal, FireworksLocalOptions } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { local, post } from "../local.js";

const START = 1_790_000_000_000;
const HOUR = 3_600_000;

/** Each answer of this server takes 10 prompt tokens and 4 generated ones. */
function limited(rateLimits: FireworksLocalOptions["rateLimits"], more = {}) {
  const clock = { now: START };
  const usage = { prompt_tokens: 10, completion_tokens: 4 };
  const server = local({
    rateLimits,
    now: () => clock.now,
    scripts: [{ when: {}, answer: { content: "Well then.", usage } }],
    ...more,
  });
  return { server, clock };
}

async function remaining(server: FireworksLocal, kind: string, request = {}): Promise<unknown[]> {
  const { status, headers } = await post(server, request);
  const value = headers.get(`x-ratelimit-remaining-${kind}`);
  return [status, value === null ? null : Number(value)];
}

test("what remains falls with each request, and the window brings all of it back", async () => {
  const { server, clock } = limited({ promptTokens: 25, windowMs: 1_000 });
  expect(await remaining(server, "tokens-prompt")).toEqual([200, 15]);
  clock.now += 500;
  expect(await remaining(server, "tokens-prompt")).toEqual([200, 5]);
  expect(await remaining(server, "tokens-prompt")).toEqual([429, 5]);
  clock.now += 499;
  expect(await remaining(server, "tokens-prompt")).toEqual([429, 5]);
  clock.now += 1;
  expect(await remaining(server, "tokens-prompt")).toEqual([200, 15]);
});

test("over the limit is Fireworks' 429, with limits, without Retry-After unless it is wanted", async () => {
  const { server, clock } = limited({ requests: 1 });
  await post(server, {});
  const refused = await post(server, { stream: true });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, null]);
  expect(refused.headers.get("x-ratelimit-limit-requests")).toBe("1");
  expect(refused.headers.get("x-ratelimit-limit-tokens-prompt")).toBe("3600000");
  expect(refused.headers.get("x-ratelimit-over-limit")).toBe("no");
  expect(await refused.json()).toEqual({
    error: {
      object: "error",
      type: "invalid_request_error",
      code: "invalid_request_error",
      message: "rate limit exceeded, please try again later",
    },
  });
  const telling = limited({ requests: 1, retryAfter: true, windowMs: 30_000 });
  await post(telling.server, {});
  telling.clock.now += 10_500;
  const { headers } = await post(telling.server, {});
  expect(headers.get("retry-after")).toBe("20");
  telling.clock.now += 20_000;
  expect((await post(telling.server, {})).status).toBe(200);
  expect(clock.now).toBe(START);
});

test.each([
  ["generated tokens", { generatedTokens: 7 }, "tokens-generated", [3, 0]],
  [
    "prompt tokens not in a cache",
    { cacheAdjustedPromptTokens: 20 },
    "tokens-cache-adjusted-prompt",
    [10, 0],
  ],
  ["requests", { requests: 2 }, "requests", [1, 0]],
])("%s are a budget of their own", async (_name, limits, kind, [first, second]) => {
  const { server } = limited(limits);
  expect(await remaining(server, kind)).toEqual([200, first]);
  expect(await remaining(server, kind, { stream: true })).toEqual([200, second]);
  expect(await remaining(server, kind)).toEqual([429, second]);
});

test("models and scopes have budgets of their own", async () => {
  const { server } = limited({ requests: 1 }, { models: [{ id: "m" }, { id: "o" }] });
  const status = async (model: string, scope: string): Promise<number> => {
    const headers = { authorization: `Bearer fw_scope_${scope}` };
    return (await post(server, { model }, { headers })).status;
  };
  expect(await status("m", "a")).toBe(200);
  expect(await status("m", "a")).toBe(429);
  expect(await status("o", "a")).toBe(200);
  expect(await status("m", "b")).toBe(200);
});

test("as many parallel requests pass as the budget has room for, whatever they wait", async () => {
  const { server } = limited({ requests: 3 }, { latency: { firstTokenMs: 5 } });
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(server, {})));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    ...Array<number>(3).fill(200),
    ...Array<number>(7).fill(429),
  ]);
});

test("embeddings and rerank are limited too", async () => {
  const { server } = limited({ requests: 1 });
  const send = async (path: string, body: object): Promise<number> => {
    const headers = { authorization: "Bearer k" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await server.fetch(`${server.baseURL}${path}`, init)).status;
  };
  const embedding = { model: "fireworks/qwen3-embedding-8b", input: "x" };
  const rerank = { model: "fireworks/qwen3-reranker-8b", query: "x", documents: ["y"] };
  expect([await send("/embeddings", embedding), await send("/embeddings", embedding)]).toEqual([
    200, 429,
  ]);
  expect([await send("/rerank", rerank), await send("/rerank", rerank)]).toEqual([200, 429]);
});

test("without limits every request stands alone", async () => {
  const { server } = limited(undefined);
  await remaining(server, "tokens-prompt");
  expect(await remaining(server, "tokens-prompt")).toEqual([200, 3_600_000 - 10]);
});

describe("adaptive limits", () => {
  const settings = { requests: 1_000, generatedTokens: 8, windowMs: 15 * 60_000, adaptive: true };
  const limit = async (server: FireworksLocal): Promise<number> =>
    Number((await post(server, {})).headers.get("x-ratelimit-limit-tokens-generated"));

  test("grow by a quarter after a period with more than half in use, to a ceiling", async () => {
    const { server, clock } = limited({ ...settings, generatedTokens: 4 });
    expect(await limit(server)).toBe(4);
    clock.now += HOUR / 4;
    expect(await limit(server)).toBe(5);
    for (let period = 0; period < 16; period += 1) {
      const asks = Array.from({ length: 20 }, () => post(server, {}));
      await Promise.all(asks);
      clock.now += HOUR / 4;
    }
    expect(await limit(server)).toBe(48);
  });

  test("shrink by a fifth a day after three quiet days, and are forgotten after 72 idle hours", async () => {
    const { server, clock } = limited({ ...settings, generatedTokens: 16 });
    for (let period = 0; period < 8; period += 1) {
      await Promise.all(Array.from({ length: 20 }, () => post(server, {})));
      clock.now += HOUR / 4;
    }
    const grown = await limit(server);
    expect(grown).toBeGreaterThan(16 * 5);
    const seen = new Set<number>();
    for (let hour = 0; hour < 24 * 4 + 4; hour += 4) {
      clock.now += 4 * HOUR;
      seen.add(await limit(server));
    }
    expect([...seen].slice(0, 3)).toEqual([
      grown,
      Math.round(grown * 0.8),
      Math.round(Math.round(grown * 0.8) * 0.8),
    ]);
    clock.now += 72 * HOUR;
    expect(await limit(server)).toBe(16);
  });
});
