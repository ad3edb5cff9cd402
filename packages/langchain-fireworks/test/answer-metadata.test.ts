import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { HumanMessage } from "@langchain/core/messages";
import type { FireworksLocalOptions, Script } from "fireworks-local";
import type { ChatFireworks, ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "./failure.js";
import { KEY, localModels, MODEL } from "./local-model.js";
import { DONE, event, finishEvent, httpServer } from "./raw-answers.js";

const USED = {
  prompt_tokens: 1000,
  completion_tokens: 100,
  prompt_tokens_details: { cached_tokens: 400 },
};

const scripted = (answer: Script["answer"], options: FireworksLocalOptions = {}) =>
  localModels({
    scripts: [{ when: {}, answer }],
    now: () => 1_700_000_000_000,
    ...options,
  });

type Metadata = Record<string, unknown>;

/** Every way to get one answer, and the metadata it has then. */
const WAYS: [string, (llm: ChatFireworks) => Promise<Metadata>][] = [
  ["invoke", async (llm) => (await llm.invoke("go")).response_metadata],
  ["the sum of a stream", async (llm) => (await sumOf(llm)).response_metadata],
  ["native events", async (llm) => (await llm.streamEvents("go").output).response_metadata],
];

async function sumOf(llm: ChatFireworks): Promise<AIMessageChunk> {
  const chunks = await collect(llm.stream("go"));
  return chunks.reduce((left, right) => left.concat(right));
}

describe("A48/D5: what the answer said beside its body", () => {
  const { model } = scripted({ content: "one two" });

  test.each(WAYS)("%s has headers, timings, rate limits and the request id", async (_, use) => {
    const metadata = await use(model({ includeResponseHeaders: true }));
    const headers = metadata.headers as Record<string, string>;
    expect(metadata.request_id).toBe(headers["x-request-id"]);
    expect(metadata.timings).toMatchObject({
      prompt_tokens: Number(headers["fireworks-prompt-tokens"]),
      cached_prompt_tokens: 0,
      server_time_to_first_token: expect.any(Number),
    });
    expect(metadata.rate_limit).toMatchObject({
      over_limit: false,
      prompt_tokens: { limit: 3_600_000, remaining: expect.any(Number) },
      generated_tokens: { limit: 36_000, remaining: expect.any(Number) },
    });
    expect(headers["x-ratelimit-limit-tokens-prompt"]).toBe("3600000");
  });

  test.each(WAYS)("%s has none of it without asking", async (_, use) => {
    const metadata = await use(model());
    for (const key of ["headers", "timings", "rate_limit", "request_id"]) {
      expect(metadata).not.toHaveProperty(key);
    }
  });

  test("a call may ask, and may decline", async () => {
    const asked = await model().invoke("go", { includeResponseHeaders: true });
    expect(asked.response_metadata).toHaveProperty("headers");
    const declined = await model({ includeResponseHeaders: true }).invoke("go", {
      includeResponseHeaders: false,
    });
    expect(declined.response_metadata).not.toHaveProperty("headers");
  });

  test("invoke and stream have the same keys; only a whole answer knows what came last", async () => {
    const llm = model({ includeResponseHeaders: true });
    const whole = (await llm.invoke("go")).response_metadata as Record<string, object>;
    const sum = (await sumOf(llm)).response_metadata as Record<string, object>;
    expect(Object.keys(sum).toSorted()).toStrictEqual(Object.keys(whole).toSorted());
    const missing = Object.keys(whole.timings ?? {}).filter((key) => !(key in (sum.timings ?? {})));
    expect(missing.toSorted()).toStrictEqual(["sampling_options", "server_processing_time"]);
  });

  test("no credential and no cookie is kept", async () => {
    const server = await httpServer((request, response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "set-cookie": "session=secret",
        "x-echo": request.headers.authorization ?? "",
      });
      response.end(JSON.stringify({ id: "1", choices: [{ index: 0, message: { content: "a" } }] }));
    });
    const llm = model({
      baseURL: server.baseURL,
      fetch: globalThis.fetch,
      includeResponseHeaders: true,
    });
    const text = JSON.stringify((await llm.invoke("go")).response_metadata);
    await server.close();
    expect(text).toContain("x-echo");
    expect(text).not.toContain(KEY);
    expect(text).not.toContain("session=secret");
  });

  test("D5/A118: an error holds them without asking", async () => {
    const headers = {
      "x-ratelimit-limit-requests": "6000",
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-over-limit": "yes",
    };
    const refusing = localModels({ faults: [{ fault: { status: 429, headers } }] });
    const error = await failureOf(() => refusing.model().invoke("go"));
    expect(error).toMatchObject({
      status: 429,
      requestId: expect.any(String),
      rateLimit: { overLimit: true, requests: { limit: 6000, remaining: 0 } },
    });
    const cut = localModels({ faults: [{ fault: { rawEvents: [event({ content: "a" })] } }] });
    expect(await failureOf(() => sumOf(cut.model()))).toMatchObject({
      requestId: expect.any(String),
    });
  });
});

test.each(WAYS)("A45: the provider of %s is fireworks", async (_, use) => {
  const metadata = await use(scripted({ content: "one two" }).model());
  expect(metadata.model_provider).toBe("fireworks");
});

test("A45: every chunk of a stream and the finish of native events say so too", async () => {
  const { model } = scripted({ content: "one two" });
  const chunks = await collect(model().stream("go"));
  expect(new Set(chunks.map((chunk) => chunk.response_metadata.model_provider))).toStrictEqual(
    new Set(["fireworks"]),
  );
  const events = await collect(model().streamEvents("go"));
  expect(JSON.stringify(events.at(-1))).toContain('"model_provider":"fireworks"');
});

describe("A101/D6: cost in the metadata", () => {
  const { model } = scripted({ content: "one two", usage: USED });
  // 600 at 0.30, 400 at 0.006 and 100 at 1.20 dollars a million.
  const COST = 0.0003024;

  test.each(WAYS)("%s says it by default, with its parts", async (_, use) => {
    const metadata = await use(model());
    expect(metadata.cost).toBe(COST);
    expect(metadata.cost_details).toStrictEqual({
      input: 0.00018,
      cached_input: 0.0000024,
      output: 0.00012,
      currency: "USD",
      price_date: "2026-10-07",
      source: "https://fireworks.ai/pricing",
    });
  });

  test("A67: it stands on one chunk, the last, as a number or as null", async () => {
    for (const fields of [{}, { model: "accounts/me/deployments/none" }]) {
      const rawEvents = [
        event({ content: "a" }),
        event({ content: "b" }),
        finishEvent("stop", { usage: { prompt_tokens: 1, completion_tokens: 1 } }),
        DONE,
      ];
      const raw = localModels({ faults: [{ fault: { rawEvents } }] });
      const chunks = await collect(raw.model(fields).stream("go"));
      expect(chunks.filter((chunk) => "cost" in chunk.response_metadata)).toHaveLength(1);
      const sum = chunks.reduce((left, right) => left.concat(right));
      expect(sum.response_metadata.cost).toBe("model" in fields ? null : 0.0000015);
    }
  });

  test.each<[string, Partial<ChatFireworksFields>, number | null]>([
    ["the caller's own", { prices: { "deepseek-v4p1-flash": { input: 1, output: 1 } } }, null],
    [
      "one that covers it",
      { prices: { [MODEL]: { input: 1, cachedInput: 1, output: 1 } } },
      0.0011,
    ],
    ["for another model", { prices: { "kimi-k3": null } }, COST],
    ["none for the priority tier", { serviceTier: "priority" }, null],
  ])("with a price table: %s", async (_, fields, cost) => {
    const metadata = (await model(fields).invoke("go")).response_metadata;
    expect(metadata.cost).toBe(cost);
    expect("cost_details" in metadata).toBe(cost !== null);
  });

  test("prices: null leaves it out; a call's table is laid over the model's", async () => {
    for (const [, use] of WAYS) {
      const metadata = await use(model({ prices: null }));
      expect(metadata).not.toHaveProperty("cost");
      expect(metadata).not.toHaveProperty("cost_details");
    }
    const price = { input: 1, cachedInput: 1, output: 1 };
    const llm = model({ prices: { [MODEL]: price } });
    const cost = async (prices: ChatFireworksFields["prices"]) =>
      (await llm.invoke("go", { prices })).response_metadata.cost as unknown;
    expect(await cost({ other: null })).toBe(0.0011);
    expect(await cost({ [MODEL]: null })).toBeNull();
    expect(await cost(null)).toBeUndefined();
  });

  test("without usage it is not known", async () => {
    const chunks = await collect(model({ streamUsage: false }).stream("go"));
    expect(chunks.at(-1)?.response_metadata).toMatchObject({ cost: null });
    const uncounted = { choices: [{ index: 0, message: { content: "a" } }], model: MODEL };
    for (const usage of [
      undefined,
      null,
      { prompt_tokens: 5, completion_tokens: null },
      { completion_tokens: 5 },
    ]) {
      const body = { id: "1", ...uncounted, usage };
      const { model: raw } = localModels({ faults: [{ fault: { status: 200, body } }] });
      expect((await raw().invoke("go")).response_metadata.cost).toBeNull();
    }
  });

  test("several choices have one cost, as they have one usage", async () => {
    const result = await model({ n: 2 }).generate([[new HumanMessage("go")]]);
    const [first, second] = (result.generations[0] ?? []).map(
      (generation) => (generation as unknown as { message: AIMessage }).message.response_metadata,
    );
    expect(first?.cost).toBeGreaterThan(0);
    expect(second).not.toHaveProperty("cost");
  });
});

describe("A49/A50/A98/D20: what the model computed beside its text", () => {
  const { model } = scripted({ content: "one two three", reasoning: "so" });
  const options = {
    returnTokenIds: true,
    rawOutput: true,
    perfMetricsInResponse: true,
    echo: true,
  };

  test.each<[string, boolean | number]>([
    ["OpenAI's", true],
    ["legacy", 2],
  ])("is the same whole and streamed, with logprobs of %s shape", async (_, logprobs) => {
    for (const usageInStream of ["finish-chunk", "trailing-chunk"] as const) {
      const server = scripted({ content: "one two three", reasoning: "so" }, { usageInStream });
      const llm = server.model({ ...options, logprobs });
      const whole = (await llm.invoke("go")).response_metadata;
      const { perf_metrics: metrics, ...rest } = whole;
      for (const [, use] of WAYS.slice(1)) {
        // The message core makes of native events says that its content is blocks.
        const { perf_metrics: streamed, output_version: _v1, ...other } = await use(llm);
        expect(other).toStrictEqual(rest);
        // A stream cannot know how long it will take.
        const { "server-processing-time": time, ...known } = metrics as Record<string, unknown>;
        expect(time).toBeDefined();
        expect(streamed).toStrictEqual(known);
      }
      for (const key of ["token_ids", "prompt_token_ids", "raw_output", "logprobs"]) {
        expect(whole).toHaveProperty(key);
      }
    }
  });

  test("metrics are read from the finish chunk and from the trailing one", async () => {
    const metrics = { "prompt-tokens": "5" };
    const trailing = event({}, { choices: [], perf_metrics: metrics });
    for (const tail of [
      [finishEvent("stop", { perf_metrics: metrics }), DONE],
      [finishEvent("stop"), trailing, DONE],
    ]) {
      const raw = localModels({
        faults: [{ fault: { rawEvents: [event({ content: "a" }), ...tail] } }],
      });
      expect((await sumOf(raw.model())).response_metadata.perf_metrics).toStrictEqual(metrics);
    }
  });

  test("token ids that come chunk by chunk are one list", async () => {
    const piece = (id: number) =>
      event({}, { choices: [{ index: 0, delta: { content: "a" }, token_ids: [id] }] });
    const rawEvents = [piece(1), piece(2), piece(3), finishEvent("stop"), DONE];
    const raw = localModels({ faults: [{ fault: { rawEvents } }] });
    expect((await sumOf(raw.model())).response_metadata.token_ids).toStrictEqual([1, 2, 3]);
  });

  test("none of it is there without asking", async () => {
    const metadata = (await model().invoke("go")).response_metadata;
    for (const key of ["token_ids", "prompt_token_ids", "raw_output", "logprobs", "perf_metrics"]) {
      expect(metadata).not.toHaveProperty(key);
    }
  });
});

describe("A68: the raw answer", () => {
  test("a whole one stands in additional_kwargs as the server wrote it", async () => {
    const { model } = scripted({ content: "hi" });
    const message = await model({ includeRawResponse: true }).invoke("go");
    expect(message.additional_kwargs.__raw_response).toMatchObject({
      object: "chat.completion",
      choices: [{ message: { content: "hi" } }],
    });
    expect((await model().invoke("go")).additional_kwargs).toStrictEqual({});
  });

  test("an invoke that streams inside has the chunks put together", async () => {
    const { model } = scripted({ content: "hi" });
    const message = await model({ includeRawResponse: true, streaming: true }).invoke("go");
    expect(message.additional_kwargs.__raw_response).toMatchObject({
      object: "chat.completion",
      choices: [{ message: { content: "hi" } }],
    });
  });
});

test("A99: a finish reason the server did not say is no key", async () => {
  const { model } = scripted(
    { content: "one two three" },
    { faults: [{ fault: { cutAfterEvents: 3 } }] },
  );
  const llm = model({ allowIncompleteStream: true, streaming: true });
  expect((await llm.invoke("go")).response_metadata).not.toHaveProperty("finish_reason");
});
