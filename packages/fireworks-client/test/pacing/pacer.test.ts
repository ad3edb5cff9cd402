import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  FireworksAbortError,
  FireworksBillingError,
  FireworksRateLimitError,
  Pacer,
} from "fireworks-client";
import type { PaceInfo, Pass, RetryInfo, SharedAsk } from "fireworks-client";
import { createFireworksLocal } from "fireworks-local";
import type { FireworksLocalOptions } from "fireworks-local";
import { client, collect, failureOf, MODEL, REQUEST } from "../samples.js";

/** Time passes when a test says so, for timers, the pacer and the server alike. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function paced(options: FireworksLocalOptions, pacer: Pacer = new Pacer()) {
  const server = createFireworksLocal({ now: () => performance.now(), ...options });
  const { fetch } = server;
  // The first answer of a process loads things, which takes real time.
  await createFireworksLocal().fetch("http://localhost/inference/v1/chat/completions", {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: JSON.stringify(REQUEST),
  });
  return { server, pacer, client: client("http://localhost/inference/v1", { fetch, pacer }) };
}

/** Lets time pass until the work is done. */
async function finish<T>(work: Promise<T>): Promise<T> {
  const state = { settled: false };
  const settle = () => {
    state.settled = true;
  };
  work.then(settle, settle);
  while (!state.settled) await vi.advanceTimersByTimeAsync(10);
  return work;
}

const WINDOW = { requests: 20, windowMs: 1_000 };

test("A115: calls over a limit wait for their budget; none is lost, and few are refused", async () => {
  const { client, pacer } = await paced({ rateLimits: WINDOW });
  const calls = Array.from({ length: 100 }, () => client.chat.completions.create(REQUEST));
  const answers = await finish(Promise.all(calls));
  expect(answers).toHaveLength(100);
  const { totals } = pacer.state();
  expect(performance.now()).toBeLessThan(7_500);
  expect(totals.refused).toBeLessThanOrEqual(8);
  expect(totals.sent).toBe(100 + totals.refused);
  expect(pacer.state()).toMatchObject({ inFlight: 0, waiting: 0 });
});

test("A115: without a pacer the same calls are lost to 429s", async () => {
  const { client } = await paced({ rateLimits: WINDOW });
  const calls = Array.from({ length: 100 }, () =>
    client.chat.completions.create(REQUEST, { pacer: null, maxRetries: 1 }),
  );
  const results = await finish(Promise.allSettled(calls));
  expect(results.filter(({ status }) => status === "rejected").length).toBeGreaterThan(50);
});

test("A115: streams are paced too, and are in flight until they are read", async () => {
  const { client, pacer } = await paced({ rateLimits: WINDOW });
  const stream = await finish(client.chat.completions.create({ ...REQUEST, stream: true }));
  expect(pacer.state()).toMatchObject({ inFlight: 1 });
  await finish(collect(stream));
  expect(pacer.state()).toMatchObject({ inFlight: 0 });
  expect(pacer.state().models[MODEL]?.cost).toMatchObject({ requests: 1 });
});

test("A115: budgets are kept by model, and one model's does not hold up another's", async () => {
  const { client, pacer } = await paced({ rateLimits: { requests: 2, windowMs: 60_000 } });
  const other = "accounts/fireworks/models/deepseek-v4p1-flash";
  for (const model of [MODEL, other]) {
    await finish(client.chat.completions.create({ ...REQUEST, model }));
    await finish(client.chat.completions.create({ ...REQUEST, model }));
  }
  expect(performance.now()).toBeLessThan(1_000);
  expect(Object.keys(pacer.state().models)).toEqual([MODEL, other]);
});

test("A115: a short model id and its full id are one budget", async () => {
  const pacer = new Pacer();
  for (const model of ["kimi-k3", MODEL]) (await pacer.enter({ model, attempt: 1 })).end();
  expect(Object.keys(pacer.state().models)).toEqual([MODEL]);
});

describe("A115: a call that waits", () => {
  const full = async (pacer: Pacer): Promise<Pass[]> =>
    Promise.all(Array.from({ length: 4 }, () => pacer.enter({ model: MODEL, attempt: 1 })));

  test("leaves at once when it is aborted, and holds up nobody", async () => {
    const pacer = new Pacer();
    const [first] = await full(pacer);
    const abort = new AbortController();
    const waiting = failureOf(pacer.enter({ model: MODEL, attempt: 1, signal: abort.signal }));
    const next = pacer.enter({ model: MODEL, attempt: 1 });
    abort.abort("enough");
    expect(await waiting).toBeInstanceOf(FireworksAbortError);
    expect(pacer.state()).toMatchObject({ waiting: 1, inFlight: 4 });
    first?.end();
    await next;
  });

  test("is not sent when its signal was aborted before", async () => {
    const pacer = new Pacer();
    const signal = AbortSignal.abort();
    expect(await failureOf(pacer.enter({ model: MODEL, attempt: 1, signal }))).toBeInstanceOf(
      FireworksAbortError,
    );
    expect(pacer.state()).toMatchObject({ inFlight: 0 });
  });

  test("is seen: in the state with the reason, and by onPace when it may go", async () => {
    const seen: PaceInfo[] = [];
    const pacer = new Pacer({ onPace: (info) => seen.push(info) });
    const [first] = await full(pacer);
    const next = pacer.enter({ model: MODEL, attempt: 1 });
    expect(pacer.state().models[MODEL]).toMatchObject({ waiting: 1, reason: "start" });
    await vi.advanceTimersByTimeAsync(500);
    first?.end();
    await next;
    expect(seen).toEqual([
      { model: MODEL, waitedMs: 500, reason: "start", attempt: 1, waiting: 0 },
    ]);
    expect(pacer.state().totals).toMatchObject({ sent: 5, waited: 1, waitedMs: 500 });
  });

  test("keeps no timer when nobody waits", async () => {
    const { client } = await paced({ rateLimits: WINDOW });
    const calls = Array.from({ length: 30 }, () => client.chat.completions.create(REQUEST));
    await finish(Promise.all(calls));
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("A115: a call that is larger than its budget is refused at last, and holds up nobody", async () => {
  const headers = {
    "x-ratelimit-limit-tokens-prompt": "1000",
    "x-ratelimit-remaining-tokens-prompt": "1000",
  };
  const refusal = () =>
    Response.json({ error: { message: "rate limit" } }, { status: 429, headers });
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const fetch: typeof globalThis.fetch = async (_, init) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (String(init?.body).includes("large")) return refusal();
    return Response.json({ choices: [], usage }, { headers });
  };
  const pacer = new Pacer({ maxInFlight: 16, maxRefusals: 6 });
  const api = client("http://localhost/inference/v1", { fetch, pacer, maxRetries: 1 });
  const ask = (content: string) =>
    api.chat.completions.create({ ...REQUEST, messages: [{ role: "user", content }] });

  const large = failureOf(ask("large"));
  const others = Promise.all(Array.from({ length: 800 }, () => ask("small")));
  const startedAt = performance.now();
  await finish(others);
  // At 16 in flight half a second; each refusal once made all of them wait, with fewer in flight.
  expect(performance.now() - startedAt).toBeLessThan(6_000);
  expect(await finish(large)).toBeInstanceOf(FireworksRateLimitError);
  expect(pacer.state()).toMatchObject({ inFlight: 0, waiting: 0 });
});

test("A115: a batch does not starve a single call", async () => {
  const { client } = await paced({ rateLimits: WINDOW });
  const order: string[] = [];
  const call = (name: string, paceLane?: unknown) =>
    client.chat.completions.create(REQUEST, { paceLane }).then(() => order.push(name));
  const batch = Array.from({ length: 100 }, () => call("batch", "batch"));
  const single = call("single");
  await finish(Promise.all([...batch, single]));
  expect(order.indexOf("single")).toBeLessThan(12);
});

describe("A115: what a pacer does not wait for", () => {
  const refusing = (fault: object) => ({ faults: [{ fault }] }) as FireworksLocalOptions;

  test("a refusal that the server calls final", async () => {
    const { client, server } = await paced(refusing({ status: 429, shouldRetry: false }));
    expect(await failureOf(finish(client.chat.completions.create(REQUEST)))).toBeInstanceOf(
      FireworksRateLimitError,
    );
    expect(server.requests).toHaveLength(1);
  });

  test("a bill that was not paid", async () => {
    const { client, server } = await paced(
      refusing({ status: 429, body: { error: { message: "billing: payment required" } } }),
    );
    expect(await failureOf(finish(client.chat.completions.create(REQUEST)))).toBeInstanceOf(
      FireworksBillingError,
    );
    expect(server.requests).toHaveLength(1);
  });

  test("more refusals than maxRefusals, which are no retries; maxRetries: 0 is one attempt", async () => {
    const retries: RetryInfo[] = [];
    const { client, server } = await paced(
      refusing({ status: 429 }),
      new Pacer({ maxRefusals: 3 }),
    );
    const options = { maxRetries: 1, onRetry: (info: RetryInfo) => void retries.push(info) };
    const error = await failureOf(finish(client.chat.completions.create(REQUEST, options)));
    expect(error).toMatchObject({ status: 429, attempts: 5 });
    expect(retries.map(({ paced }) => paced === true)).toEqual([true, true, true, false]);
    expect(server.requests).toHaveLength(5);
    await failureOf(finish(client.chat.completions.create(REQUEST, { maxRetries: 0 })));
    expect(server.requests).toHaveLength(6);
  });
});

describe("A115: a budget shared with others", () => {
  test("is asked before calls go, one question at a time, with what is known", async () => {
    const asks: SharedAsk[] = [];
    let left = 3;
    const shared = {
      take: async (ask: SharedAsk) => {
        asks.push(ask);
        const calls = Math.min(ask.calls, left);
        left += 1 - calls;
        return { calls, retryInMs: 50 };
      },
    };
    const { client, pacer } = await paced({ rateLimits: WINDOW }, new Pacer({ shared }));
    const calls = Array.from({ length: 10 }, () => client.chat.completions.create(REQUEST));
    await finish(Promise.all(calls));
    expect(asks[0]).toMatchObject({ model: MODEL, limits: {}, cost: {} });
    expect(asks.at(-1)).toMatchObject({ limits: { requests: 20 }, cost: { requests: 1 } });
    expect(performance.now()).toBeGreaterThan(100);
    expect(pacer.state().totals).toMatchObject({ sharedFailures: 0, refused: 0 });
  });

  test("that fails to answer holds nobody up, and is counted", async () => {
    const shared = { take: () => Promise.reject(new Error("no Redis")) };
    const { client, pacer } = await paced({ rateLimits: WINDOW }, new Pacer({ shared }));
    await finish(client.chat.completions.create(REQUEST));
    expect(pacer.state().totals).toMatchObject({ sharedFailures: 1 });
  });
});

test.each([{ maxInFlight: 0 }, { firstCalls: 1.5 }, { maxRefusals: -1 }, { maxInFlight: NaN }])(
  "A115: %j is refused",
  (options) => {
    expect(() => new Pacer(options)).toThrow(/is not a whole number/);
  },
);
