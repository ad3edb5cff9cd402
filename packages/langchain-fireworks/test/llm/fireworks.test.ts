import { FireworksBadRequestError, FireworksConfigurationError } from "fireworks-client";
import type { CompletionRequest } from "fireworks-client/wire";
import { FireworksNotFoundError, type FireworksWarning } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { failureOf } from "../failure.js";
import { echoing, localLLMs, MODEL, sent } from "./local-llm.js";

const PRICES = { [MODEL]: { input: 1, cachedInput: 1, output: 2 } };
const OVERLOADED = {
  status: 503,
  body: { error: { message: "overloaded" } },
  headers: { "retry-after-ms": "1" },
};
const IMAGE = "data:image/png;base64,iVBORw0KGgo=";

/** An LLM whose client gives this answer. */
function answering(data: object) {
  const client = { completions: { create: () => ({ withResponse: async () => ({ data }) }) } };
  return localLLMs().llm({ client: client as never });
}

describe("A141: prompts are continued", () => {
  test("invoke gives the text", async () => {
    const { local, llm } = echoing();
    expect(await llm().invoke("one")).toBe("first answer");
    expect(sent(local)).toStrictEqual([{ model: MODEL, prompt: "one", stream: false }]);
    expect(local.requests[0]?.path).toBe("/inference/v1/completions");
  });

  test("batch asks once for each input, with the options of each", async () => {
    const { local, llm } = echoing();
    const options = [{ temperature: 0 }, { temperature: 1 }];
    const texts = await llm().batch(["one", "two"], options);
    expect(texts).toStrictEqual(["first answer", "second answer"]);
    expect(sent(local).map(({ temperature }) => temperature)).toStrictEqual([0, 1]);
  });

  test("C.3, D28: several prompts are one request, and each gets all of its answers", async () => {
    const { local, llm } = echoing();
    const { generations, llmOutput } = await llm({ n: 2, prices: PRICES }).generate(["one", "two"]);
    expect(sent(local)).toMatchObject([{ prompt: ["one", "two"], n: 2 }]);
    expect(generations.map((each) => each.map(({ text }) => text))).toStrictEqual([
      ["first answer", "first answer"],
      ["second answer", "second answer"],
    ]);
    const infos = generations.flat().map(({ generationInfo }) => generationInfo);
    expect(infos.map((info) => info?.choice_index)).toStrictEqual([0, 1, 0, 1]);
    // The usage of all is said once.
    expect(infos.map((info) => info?.usage !== undefined)).toStrictEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(llmOutput).toMatchObject({
      tokenUsage: { promptTokens: infos[0]?.usage.prompt_tokens },
      cost: infos[0]?.cost,
    });
    expect(infos[0]?.cost).toBeGreaterThan(0);
  });

  test("batchSize prompts go in a request, and their tokens are added up", async () => {
    const { local, llm } = echoing();
    const prompts = ["one", "two", "three", "two", "one"];
    const { generations, llmOutput } = await llm({ batchSize: 2, prices: PRICES }).generate(
      prompts,
    );
    expect(sent(local).map(({ prompt }) => prompt)).toStrictEqual([
      ["one", "two"],
      ["three", "two"],
      "one",
    ]);
    expect(generations.map(([first]) => first?.text)).toStrictEqual([
      "first answer",
      "second answer",
      "one two three",
      "second answer",
      "first answer",
    ]);
    const usages = [0, 2, 4].map((at) => generations[at]?.[0]?.generationInfo?.tokenUsage);
    const total = usages.reduce((sum, usage) => sum + usage.totalTokens, 0);
    expect(llmOutput?.tokenUsage.totalTokens).toBe(total);
    const costs = [0, 2, 4].map((at) => generations[at]?.[0]?.generationInfo?.cost);
    expect(llmOutput?.cost).toBeCloseTo(costs.reduce((sum, cost) => sum + cost, 0));
  });

  test("a cost is not known as long as a part of it is not", async () => {
    const { llm } = echoing();
    const { llmOutput } = await llm({ prices: { [MODEL]: null } }).generate(["one"]);
    expect(llmOutput).toMatchObject({
      cost: null,
      tokenUsage: { totalTokens: expect.any(Number) },
    });
    expect(llmOutput).not.toHaveProperty("cost_details");
  });

  test("no prompts are no request", async () => {
    const { local, llm } = echoing();
    expect(await llm().generate([])).toStrictEqual({ generations: [] });
    expect(local.requests).toStrictEqual([]);
  });

  test("the first request that fails ends the others", async () => {
    const { local, llm } = echoing({
      faults: [
        { fault: { status: 400 }, times: 1 },
        { fault: { delayHeadersMs: 60_000 }, times: 1 },
      ],
    });
    const error = await failureOf(() => llm({ batchSize: 1 }).generate(["one", "two"]));
    expect(error).toBeInstanceOf(FireworksBadRequestError);
    expect(local.requests.length).toBeLessThanOrEqual(2);
  });
});

describe("A142: extras", () => {
  test.each<[string, Partial<CompletionRequest>, Record<string, unknown>, string[]]>([
    [
      "logprobs",
      { logprobs: true, top_logprobs: 2 },
      { logprobs: true, topLogprobs: 2 },
      ["logprobs"],
    ],
    ["logprobs in columns", { logprobs: 2 }, { logprobs: 2 }, ["logprobs"]],
    [
      "token ids",
      { return_token_ids: true },
      { returnTokenIds: true },
      ["token_ids", "prompt_token_ids"],
    ],
    ["raw output", { raw_output: true }, { rawOutput: true }, ["raw_output"]],
    [
      "server timings",
      { perf_metrics_in_response: true },
      { perfMetricsInResponse: true },
      ["perf_metrics"],
    ],
    ["headers of the answer", {}, { includeResponseHeaders: true }, ["headers", "request_id"]],
    ["the answer as sent", {}, { includeRawResponse: true }, ["__raw_response"]],
  ])(
    "%s are sent and come back in generationInfo, whole and streamed",
    async (_, body, fields, keys) => {
      const { local, llm } = echoing();
      for (const streaming of [false, true]) {
        const model = llm({ ...fields, streaming });
        // oxlint-disable-next-line no-await-in-loop -- the first answer before the second
        const { generations } = await model.generate(["one"]);
        const info = generations[0]?.[0]?.generationInfo ?? {};
        expect(info).toMatchObject({ finish_reason: "stop", model: MODEL });
        for (const key of keys) expect(info).toHaveProperty([key]);
        expect(sent(local).at(-1)).toMatchObject(body);
      }
    },
  );

  test("echo puts the prompt before the text", async () => {
    const { llm } = echoing();
    expect(await llm({ echo: true }).invoke("one")).toBe("onefirst answer");
  });

  test("images are sent with their prompt", async () => {
    const { local, llm } = echoing();
    await llm().invoke("one", { images: [IMAGE] });
    await llm().generate(["one", "two"], { images: [IMAGE] });
    expect(sent(local).map(({ images }) => images)).toStrictEqual([[IMAGE], [[IMAGE], [IMAGE]]]);
  });

  test("prompts with images of their own are a request each", async () => {
    const { local, llm } = echoing();
    const images = [["https://x.test/a.png"], ["https://x.test/b.png"]];
    const { generations, llmOutput } = await llm().generate(["one", "two"], { images });
    expect(sent(local).map(({ prompt, images: own }) => [prompt, own])).toStrictEqual([
      ["one", images[0]],
      ["two", images[1]],
    ]);
    expect(generations.map(([first]) => first?.text)).toStrictEqual([
      "first answer",
      "second answer",
    ]);
    expect(llmOutput?.tokenUsage.completionTokens).toBe(
      generations.reduce(
        (sum, [each]) => sum + each?.generationInfo?.tokenUsage.completionTokens,
        0,
      ),
    );
  });

  test("lists of images that do not fit the prompts, and media nobody reads, cost no call", async () => {
    const { local, llm } = echoing();
    const lists = await failureOf(() =>
      llm().generate(["one", "two"], { images: [["a"], [], []] }),
    );
    expect(lists).toMatchObject({
      field: "images",
      message: expect.stringContaining("3 lists for 2"),
    });
    const pdf = ["data:application/pdf;base64,AAAA"];
    const media = await failureOf(() => llm().invoke("one", { images: pdf }));
    expect(media).toMatchObject({ field: "images[0]", code: "unsupported_media" });
    expect(local.requests).toStrictEqual([]);
  });
});

describe("A141: options and errors are those of chat", () => {
  test("a model nobody has is a typed 404 that names the nearest", async () => {
    const { llm } = localLLMs();
    const error = await failureOf(() => llm({ model: `${MODEL}x` }).invoke("one"));
    expect(error).toBeInstanceOf(FireworksNotFoundError);
    expect(error).toMatchObject({ lc_error_code: "MODEL_NOT_FOUND", model: `${MODEL}x` });
    expect(error.message).toContain(MODEL);
  });

  test("a failure that may pass is tried again, by the client alone", async () => {
    const { local, llm } = echoing({
      faults: [{ fault: OVERLOADED, times: 2 }],
    });
    const { generations } = await llm({ maxRetries: 2 }).generate(["one"]);
    expect(generations[0]?.[0]).toMatchObject({
      text: "first answer",
      generationInfo: { retries: 2 },
    });
    expect(local.requests).toHaveLength(3);
  });

  test("an overloaded model is replaced by the next of onOverload", async () => {
    const { local, llm } = echoing({ faults: [{ fault: OVERLOADED, times: 1 }] });
    const { generations } = await llm({ onOverload: "priority" }).generate(["one"]);
    expect(sent(local).map(({ service_tier }) => service_tier)).toStrictEqual([
      undefined,
      "priority",
    ]);
    expect(generations[0]?.[0]?.generationInfo?.overload_fallback).toMatchObject({
      to: "priority",
    });
  });

  test("a session is sent as headers and keys", async () => {
    const { local, llm } = echoing();
    await llm({ sessionId: "thread-1" }).invoke("one", { headers: { "x-team": "a" } });
    expect(local.requests[0]?.headers).toMatchObject({
      "x-session-affinity": "thread-1",
      "x-multi-turn-session-id": "thread-1",
      "x-team": "a",
    });
    expect(sent(local)[0]?.prompt_cache_key).toBe("thread-1");
  });

  test("above Fireworks' cap for whole answers the text is fetched as a stream", async () => {
    const { local, llm } = echoing();
    expect(await llm({ maxTokens: 5000 }).invoke("one")).toBe("first answer");
    expect(sent(local)[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    const refused = await failureOf(() =>
      llm({ maxTokens: 5000, streamLargeOutputs: false }).invoke("one"),
    );
    expect(refused.message).toContain("stream=true");
  });

  test("a lower cap than the usual one is found by the refusal", async () => {
    const { local, llm } = echoing({ maxNonStreamTokens: 10 });
    expect(await llm({ maxTokens: 50 }).invoke("one")).toBe("first answer");
    expect(sent(local).map(({ stream }) => stream)).toStrictEqual([false, true]);
  });

  test("an answer that lacks a prompt's choice is an error, not another prompt's text", async () => {
    const choices = [{ index: 0, text: "first", finish_reason: "stop" }];
    const answer = { id: "c", object: "text_completion", created: 1, model: MODEL, choices };
    const model = answering(answer);
    const error = await failureOf(() => model.generate(["one", "two"]));
    expect(error).toMatchObject({ code: "no_choices", model: MODEL });
    expect(error.message).toContain("prompt 2 of 2");
  });

  test("an answer with two choices of one index is an error: one may belong to another prompt", async () => {
    const choices = [0, 1, 2, 0].map((index) => ({ index, text: "t", finish_reason: "stop" }));
    const answer = { id: "c", object: "text_completion", created: 1, model: MODEL, choices };
    const error = await failureOf(() => answering(answer).generate(["one", "two"], { n: 2 }));
    expect(error).toMatchObject({ code: "invalid_response", model: MODEL });
  });

  test("what a model is known to refuse costs no call", async () => {
    const { local, llm } = echoing();
    const error = await failureOf(() => llm({ reasoningEffort: "none" }).invoke("one"));
    expect(error).toMatchObject({ code: "unsupported_reasoning_effort", field: "reasoningEffort" });
    expect(local.requests).toStrictEqual([]);
  });

  test("a response format is made readable for Fireworks, or refused", async () => {
    const { local, llm } = echoing();
    const schema = { $ref: "https://x.test/schema.json" };
    const responseFormat = { type: "json_schema", json_schema: schema } as const;
    const error = await failureOf(() => llm().invoke("one", { responseFormat }));
    expect(error).toBeInstanceOf(FireworksConfigurationError);
    expect(local.requests).toStrictEqual([]);
  });

  test("usage is known of an answer that is fetched as a stream, whatever streams are asked for", async () => {
    const { llm } = echoing();
    const { llmOutput } = await llm({ streaming: true, streamUsage: false }).generate(["one"]);
    expect(llmOutput?.tokenUsage.totalTokens).toBeGreaterThan(0);
  });

  test("a whole answer that ended with an error is one, with the text that had come", async () => {
    const choices = [{ index: 0, text: "first", finish_reason: "error" }];
    const answer = { id: "c", object: "text_completion", created: 1, model: MODEL, choices };
    const error = await failureOf(() => answering(answer).invoke("one"));
    expect(error).toMatchObject({ code: "finish_error", model: MODEL, partial: answer });
    expect(error.partialOutput?.text).toBe("first");
  });

  test("what only chat has is not sent, and is told once", async () => {
    const warnings: FireworksWarning[] = [];
    const { local, llm } = echoing();
    const onWarning = (warning: FireworksWarning) => void warnings.push(warning);
    const model = llm({ parallelToolCalls: true, onWarning } as never);
    const call = { safe_tokenization: true, promptTruncateLen: 5 } as never;
    await model.invoke("one", call);
    await model.invoke("one", call);
    expect(sent(local)[0]).toStrictEqual({ model: MODEL, prompt: "one", stream: false });
    expect(warnings.map(({ code, field }) => [code, field])).toStrictEqual([
      ["ignored_parameter", "parallelToolCalls"],
      ["ignored_parameter", "promptTruncateLen"],
      ["ignored_parameter", "safeTokenization"],
    ]);
  });

  test("toRequest shows what invoke and stream would send, and sends nothing", async () => {
    const { local, llm } = echoing();
    const model = llm({ temperature: 0 });
    const shown = model.toRequest("one", { maxTokens: 5, headers: { "x-team": "a" } });
    expect(shown).toMatchObject({ method: "POST", headers: { "x-team": "a" } });
    expect(shown.url).toMatch(/\/inference\/v1\/completions$/);
    const streamed = model.toRequest("one", { stream: true });
    expect(local.requests).toStrictEqual([]);
    await model.invoke("one", { maxTokens: 5 });
    for await (const _ of await model.stream("one"));
    expect(sent(local)).toStrictEqual([shown.body, streamed.body]);
  });

  test.each([[0], [1.5], [Number.NaN]])("a batchSize of %d is refused", (batchSize) => {
    expect(() => localLLMs().llm({ batchSize })).toThrow(FireworksConfigurationError);
  });
});
