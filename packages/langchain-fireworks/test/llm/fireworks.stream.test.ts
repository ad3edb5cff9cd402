import { BaseCallbackHandler, type NewTokenIndices } from "@langchain/core/callbacks/base";
import { ModelAbortError } from "@langchain/core/errors";
import { GenerationChunk, type LLMResult } from "@langchain/core/outputs";
import { PromptTemplate } from "@langchain/core/prompts";
import { FireworksStreamError, FireworksTimeoutError } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "../failure.js";
import { echoing, MODEL, sent } from "./local-llm.js";

/** What callbacks are told of a run. */
class Watcher extends BaseCallbackHandler {
  name = "watcher";
  override awaitHandlers = true;
  readonly tokens: [prompt: number, completion: number, token: string][] = [];
  readonly chunks: GenerationChunk[] = [];
  readonly ends: LLMResult[] = [];
  constructor(readonly lc_prefer_streaming = false) {
    super();
  }
  override handleLLMNewToken(token: string, at: NewTokenIndices, ...rest: unknown[]): void {
    this.tokens.push([at.prompt, at.completion, token]);
    const fields = rest.at(-1) as { chunk: GenerationChunk };
    this.chunks.push(fields.chunk);
  }
  override handleLLMEnd(output: LLMResult): void {
    this.ends.push(output);
  }
  /** The text of one choice as it was told. */
  text(completion: number, prompt = 0): string {
    const own = this.tokens.filter(([p, c]) => p === prompt && c === completion);
    return own.map(([, , token]) => token).join("");
  }
}

describe("A141, D28: a stream", () => {
  test("yields the text as strings, piece by piece, and asks for usage", async () => {
    const { local, llm } = echoing();
    const pieces = await collect(llm().stream("three"));
    expect(pieces.filter((piece) => piece !== "").length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe("one two three");
    expect(sent(local)).toMatchObject([{ stream: true, stream_options: { include_usage: true } }]);
  });

  test("tells callbacks each piece and, at the end, what generate tells", async () => {
    const { llm } = echoing();
    const watcher = new Watcher();
    const model = llm({ logprobs: true, returnTokenIds: true });
    await collect(model.stream("one", { callbacks: [watcher] }));
    expect(watcher.text(0)).toBe("first answer");
    const last = watcher.chunks.at(-1);
    expect(last?.generationInfo).toMatchObject({
      finish_reason: "stop",
      model: MODEL,
      tokenUsage: { completionTokens: expect.any(Number) },
      cost: expect.any(Number),
    });
    const whole = await model.generate(["one"]);
    const { created: _, ...info } = last?.generationInfo ?? {};
    expect(whole.generations[0]?.[0]?.generationInfo).toMatchObject(info);
    expect(watcher.ends).toHaveLength(1);
    expect(watcher.ends[0]?.llmOutput).toStrictEqual(whole.llmOutput);
    expect(watcher.ends[0]?.generations[0]?.[0]).toMatchObject({
      text: "first answer",
      generationInfo: info,
    });
  });

  test.each([
    ["streamUsage: false", { streamUsage: false }, undefined],
    ["streamOptions", { streamOptions: { include_usage: false } }, { include_usage: false }],
  ])("%s asks for no usage, and none is told", async (_, fields, streamOptions) => {
    const { local, llm } = echoing();
    const watcher = new Watcher();
    await collect(llm(fields).stream("one", { callbacks: [watcher] }));
    expect(sent(local)[0]?.stream_options).toStrictEqual(streamOptions);
    expect(watcher.chunks.at(-1)?.generationInfo).not.toHaveProperty("usage");
    expect(watcher.ends[0]?.llmOutput?.tokenUsage).toBeUndefined();
  });

  test("of several choices gives the text of the first; callbacks get all of them", async () => {
    const { llm } = echoing();
    const watcher = new Watcher();
    const pieces = await collect(llm({ n: 2 }).stream("one", { callbacks: [watcher] }));
    expect(pieces.join("")).toBe("first answer");
    expect([watcher.text(0), watcher.text(1)]).toStrictEqual(["first answer", "first answer"]);
    expect(watcher.ends[0]?.generations[0]).toMatchObject([
      { text: "first answer", generationInfo: { choice_index: 0 } },
      { text: "first answer", generationInfo: { choice_index: 1, finish_reason: "stop" } },
    ]);
  });

  test("inside a call that a callback wants streamed gives generate all choices and the usage", async () => {
    const { local, llm } = echoing();
    const watcher = new Watcher(true);
    const { generations, llmOutput } = await llm({ n: 2 }).generate(["one"], {
      callbacks: [watcher],
    });
    expect(sent(local)[0]?.stream).toBe(true);
    expect(generations[0]?.map(({ text }) => text)).toStrictEqual(["first answer", "first answer"]);
    expect(llmOutput?.tokenUsage.completionTokens).toBeGreaterThan(0);
  });

  test("that generate reads inside tells whose each token is", async () => {
    const { local, llm } = echoing();
    const watcher = new Watcher();
    const model = llm({ n: 2, streaming: true, batchSize: 2 });
    const prompts = ["one", "two", "three"];
    const { generations } = await model.generate(prompts, { callbacks: [watcher] });
    expect(sent(local).map(({ prompt, stream }) => [prompt, stream])).toStrictEqual([
      [["one", "two"], true],
      ["three", true],
    ]);
    for (const [prompt, choices] of generations.entries()) {
      const told = choices.map((_, completion) => watcher.text(completion, prompt));
      expect(told).toStrictEqual(choices.map(({ text }) => text));
    }
    expect(watcher.ends.map(({ llmOutput }) => llmOutput !== undefined)).toStrictEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("A141: core's other ways to stream", () => {
  test("streamEvents", async () => {
    const { llm } = echoing();
    const chain = PromptTemplate.fromTemplate("{word}").pipe(llm());
    const events = await collect(chain.streamEvents({ word: "one" }, { version: "v2" }));
    const streamed = events.filter(({ event }) => event === "on_llm_stream");
    expect(streamed.map(({ data }) => data.chunk.text).join("")).toBe("first answer");
    const end = events.find(({ event }) => event === "on_llm_end");
    expect(end?.data.output.generations[0][0]).toMatchObject({
      text: "first answer",
      generationInfo: { finish_reason: "stop", tokenUsage: expect.anything() },
    });
  });

  test("streamLog", async () => {
    const { llm } = echoing();
    const patches = await collect(llm().streamLog("one"));
    const ops = patches.flatMap((patch) => patch.ops);
    const text = ops.filter(({ path }) => path === "/streamed_output/-");
    expect(text.map((op) => ("value" in op ? op.value : "")).join("")).toBe("first answer");
  });

  test("withConfig binds parameters and settings", async () => {
    const { local, llm } = echoing();
    const bound = llm().withConfig({
      maxTokens: 9,
      streamUsage: false,
      images: ["https://x.test/a.png"],
    });
    await collect(bound.stream("one"));
    expect(sent(local)[0]).toStrictEqual({
      model: MODEL,
      prompt: "one",
      images: ["https://x.test/a.png"],
      max_tokens: 9,
      stream: true,
    });
  });

  test("every setting and parameter of a call is a call key", () => {
    const { callKeys } = echoing().llm();
    const keys = ["images", "headers", "max_tokens", "maxTokens", "sessionId", "stop", "signal"];
    expect(callKeys).toStrictEqual(expect.arrayContaining(keys));
  });
});

describe("A112: a stream that fails keeps what had arrived", () => {
  const stalled = () => echoing({ faults: [{ fault: { stallAfterEvents: 2 } }] });

  test("on an abort", async () => {
    const controller = new AbortController();
    const error = await failureOf(async () => {
      const stream = await stalled().llm().stream("three", { signal: controller.signal });
      for await (const _ of stream) controller.abort("enough");
    });
    expect(ModelAbortError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ name: "AbortError", cause: "enough", model: MODEL });
    expect(error.partialOutput).toBeInstanceOf(GenerationChunk);
    expect(error.partialOutput?.text).toMatch(/^one/);
  });

  test("on a timeout, of the call or of the constructor", async () => {
    const { llm } = stalled();
    for (const [fields, call] of [
      [{ streamIdleTimeout: 20 }, {}] as const,
      [{}, { timeout: 20 }] as const,
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const error = await failureOf(() => collect(llm(fields).stream("three", call)));
      expect(error).toBeInstanceOf(FireworksTimeoutError);
      expect(error.partialOutput?.text).toMatch(/^one/);
    }
  });

  test("on a stream that breaks off, also inside invoke", async () => {
    const { llm } = echoing({ faults: [{ fault: { cutAfterEvents: 2 } }] });
    const error = await failureOf(() => llm({ streaming: true }).invoke("three"));
    expect(error).toBeInstanceOf(FireworksStreamError);
    expect(error.partialOutput?.text).toMatch(/^one/);
    const { llm: lenient } = echoing({ faults: [{ fault: { cutAfterEvents: 2 } }] });
    const pieces = await collect(lenient({ allowIncompleteStream: true }).stream("three"));
    expect(pieces.join("")).toMatch(/^one/);
  });
});
