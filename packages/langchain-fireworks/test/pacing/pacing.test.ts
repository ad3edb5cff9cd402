import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FireworksLocalOptions } from "fireworks-local";
import {
  ChatFireworks,
  Fireworks,
  FireworksConfigurationError,
  FireworksEmbeddings,
  Pacer,
  pacerOf,
} from "langchain-fireworks";
import { failureOf } from "../failure.js";
import { KEY, localModels, MODEL } from "../local-model.js";

/** Time passes when a test says so, for timers, the pacer and the server alike. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function limited(options: FireworksLocalOptions = {}) {
  const rateLimits = { requests: 20, windowMs: 1_000 };
  const { local, model: make } = localModels({
    now: () => performance.now(),
    rateLimits,
    ...options,
  });
  // In process, whatever the transport under test: bytes on a port do not travel by a clock of tests.
  const model: typeof make = (fields) => make({ fetch: local.fetch, ...fields });
  // The first answer of a process loads things, which takes real time.
  await localModels().model().invoke("warm up");
  return { local, model };
}

async function finish<T>(work: Promise<T>): Promise<T> {
  const state = { settled: false };
  const settle = () => {
    state.settled = true;
  };
  work.then(settle, settle);
  while (!state.settled) await vi.advanceTimersByTimeAsync(10);
  return work;
}

const inputs = (count: number): string[] => Array.from({ length: count }, (_, row) => `Row ${row}`);

describe("A115: batch()", () => {
  test("waits for the rate limits by itself: all answers come, in order, and few calls are refused", async () => {
    const { local, model } = await limited();
    const llm = model({ maxRetries: 2 });
    const answers = await finish(llm.batch(inputs(60)));
    expect(answers).toHaveLength(60);
    const asked = answers.map(({ response_metadata }) => response_metadata["model_name"]);
    expect(asked).toEqual(Array.from({ length: 60 }, () => MODEL));
    const { totals } = pacerOf(llm).state();
    expect(totals.sent).toBe(60 + totals.refused);
    expect(totals.refused).toBeLessThan(10);
    expect(local.requests).toHaveLength(totals.sent);
  });

  test("of a chain waits too: core hands the whole batch to the model", async () => {
    const { model } = await limited();
    const llm = model({ maxRetries: 2 });
    const chain = ChatPromptTemplate.fromMessages([["user", "Tell me about {topic}."]])
      .pipe(llm)
      .pipe(new StringOutputParser());
    const topics = inputs(40).map((topic) => ({ topic }));
    expect(await finish(chain.batch(topics))).toHaveLength(40);
    expect(pacerOf(llm).state().totals.sent).toBeGreaterThanOrEqual(40);
  });

  test("of a model with tools bound waits too", async () => {
    const { model } = await limited();
    const llm = model({ maxRetries: 2 });
    const bound = llm.bindTools([
      {
        type: "function",
        function: { name: "look", parameters: { type: "object", properties: {} } },
      },
    ]);
    expect(await finish(bound.batch(inputs(40)))).toHaveLength(40);
    expect(pacerOf(llm).state().totals.sent).toBeGreaterThanOrEqual(40);
  });

  test.each([{ field: false as const }, { field: null }, { call: false as const }, { call: null }])(
    "does not wait with pacing off: %j",
    async ({ field, call }) => {
      const { model } = await limited();
      const llm = model({ maxRetries: 0, pacing: field });
      const work = llm.batch(inputs(30), { pacing: call }, { returnExceptions: true });
      const results = await finish(work);
      expect(results.some((result) => result instanceof Error)).toBe(true);
      expect(pacerOf(llm).state().totals.sent).toBe(0);
    },
  );

  test("keeps to options for each input, and to returnExceptions", async () => {
    const { local, model } = await limited();
    const options = inputs(3).map((_, row) => ({ maxTokens: row + 1 }));
    await finish(model().batch(inputs(3), options));
    expect(local.requests.map(({ body }) => (body as { max_tokens: number }).max_tokens)).toEqual([
      1, 2, 3,
    ]);
    const results = await finish(
      model().batch(["fine", ""], [{}, { maxTokens: -1 }], { returnExceptions: true }),
    );
    expect(results[1]).toBeInstanceOf(Error);
  });

  test("ends its waiting calls when it is aborted", async () => {
    const { local, model } = await limited();
    const abort = new AbortController();
    const work = model({ maxRetries: 2 }).batch(inputs(60), { signal: abort.signal });
    const failure = failureOf(() => work);
    await vi.advanceTimersByTimeAsync(300);
    const before = local.requests.length;
    abort.abort();
    expect(await finish(failure)).toMatchObject({ name: "AbortError" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(local.requests).toHaveLength(before);
  });
});

describe("A115: single calls", () => {
  test("are not paced unless they are told to be", async () => {
    const { model } = await limited();
    const llm = model();
    await finish(llm.invoke("hi"));
    expect(pacerOf(llm).state().totals.sent).toBe(0);
    await finish(llm.invoke("hi", { pacing: true }));
    expect(pacerOf(llm).state().totals.sent).toBe(1);
  });

  test("are with pacing: true, many at once and streams among them", async () => {
    const { model } = await limited();
    const llm = model({ pacing: true, maxRetries: 2 });
    const calls = inputs(50).map((input) => llm.invoke(input));
    await finish(Promise.all(calls));
    const stream = await finish(llm.stream("hi"));
    const reader = stream.getReader();
    for (let step = await finish(reader.read()); !step.done; step = await finish(reader.read()));
    expect(pacerOf(llm).state()).toMatchObject({ inFlight: 0, waiting: 0 });
    expect(pacerOf(llm).state().totals.sent).toBeGreaterThanOrEqual(51);
  });

  test("do not wait for a batch to end", async () => {
    const { model } = await limited();
    const llm = model({ pacing: true, maxRetries: 2 });
    const order: string[] = [];
    const batch = llm.batch(inputs(60)).then(() => order.push("batch"));
    const single = llm.invoke("hi").then(() => order.push("single"));
    await finish(Promise.all([batch, single]));
    expect(order).toEqual(["single", "batch"]);
  });
});

test("A115: batch() of the text model waits too", async () => {
  const { local } = await limited();
  const { baseURL, fetch } = local;
  const llm = new Fireworks({ model: MODEL, apiKey: KEY, baseURL, fetch });
  expect(await finish(llm.batch(inputs(40)))).toHaveLength(40);
  expect(pacerOf(llm).state().totals.sent).toBeGreaterThanOrEqual(40);
});

test("A115: one pacer serves several models, and embeddings", async () => {
  const { local, model } = await limited();
  const pacing = new Pacer();
  const connection = { apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch, pacing };
  const embeddings = new FireworksEmbeddings("fireworks/qwen3-embedding-8b", connection);
  await finish(model({ pacing }).invoke("hi"));
  await finish(embeddings.embedQuery("hi"));
  expect(Object.keys(pacing.state().models)).toHaveLength(2);
  expect(pacing.state().totals.sent).toBe(2);
});

test("A115: options make a pacer of their own, the same one at every call", async () => {
  const { local, model } = await limited();
  const llm = model({ pacing: { maxInFlight: 1 }, maxRetries: 2 });
  let most = 0;
  const { fetch } = local;
  let open = 0;
  const counting: typeof fetch = async (...request) => {
    most = Math.max(most, (open += 1));
    try {
      return await fetch(...request);
    } finally {
      open -= 1;
    }
  };
  const counted = new ChatFireworks({
    model: MODEL,
    apiKey: KEY,
    baseURL: local.baseURL,
    fetch: counting,
    pacing: { maxInFlight: 1 },
  });
  await finish(Promise.all(inputs(5).map((input) => counted.invoke(input))));
  expect(most).toBe(1);
  expect(llm.toJSON()).toMatchObject({ kwargs: { pacing: { maxInFlight: 1 } } });
});

test("A115: a pacer is not written into JSON, and what is no pacing is refused", async () => {
  const { model } = await limited();
  expect(JSON.stringify(model({ pacing: new Pacer() }))).not.toContain("pacing");
  expect(JSON.stringify(model({ pacing: { onPace: () => {} } }))).not.toContain("pacing");
  const wrong = "fast" as unknown as boolean;
  expect(await failureOf(() => model({ pacing: wrong }).invoke("hi"))).toBeInstanceOf(
    FireworksConfigurationError,
  );
});
