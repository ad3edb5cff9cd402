import { type AIMessage, AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import type { Answer, FireworksLocalOptions } from "fireworks-local";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatFireworks, ChatFireworksCallOptions } from "langchain-fireworks";
import { collect, failureOf } from "../failure.js";
import { lastBody, localModels, MODEL } from "../local-model.js";
import { DONE, event, finishEvent, httpServer } from "../raw-answers.js";

/** A server that always gives this answer, with a clock that stands still. */
const scripted = (answer: Answer, options: FireworksLocalOptions = {}) =>
  localModels({ scripts: [{ when: {}, answer }], now: () => 1_700_000_000_000, ...options });

const sumOf = (chunks: AIMessageChunk[]): AIMessageChunk =>
  chunks.reduce((left, right) => concat(left, right));

/** The fields a caller reads; `created` and the id depend on the request, which says `stream`. */
function fieldsOf(message: AIMessage | AIMessageChunk): Record<string, unknown> {
  return {
    content: message.content,
    additional_kwargs: message.additional_kwargs,
    response_metadata: message.response_metadata,
    usage_metadata: message.usage_metadata,
    tool_calls: message.tool_calls,
    invalid_tool_calls: message.invalid_tool_calls,
    name: message.name,
  };
}

const text = fc.string({ unit: "grapheme", maxLength: 30 });
const call = fc.record({
  name: fc.constantFrom("add", "get_weather"),
  arguments: fc.oneof(
    fc.dictionary(fc.string({ unit: "grapheme", maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), {
      maxKeys: 3,
      noNullPrototype: true,
    }) as fc.Arbitrary<Record<string, unknown>>,
    fc.constantFrom('{"a":', "[1]", "{}", ""),
  ),
});
const answers: fc.Arbitrary<Answer> = fc.record(
  {
    content: fc.oneof(text, fc.constant("J’ai 👩‍👩‍👧‍👦 et 日本語 \u{1F680}")),
    reasoning: text,
    toolCalls: fc.array(call, { minLength: 1, maxLength: 3 }),
    usage: fc.record({ prompt_tokens: fc.nat(999), completion_tokens: fc.nat(999) }),
  },
  { requiredKeys: ["content"] },
);
const callOptions: fc.Arbitrary<ChatFireworksCallOptions> = fc.record(
  {
    logprobs: fc.oneof(fc.boolean(), fc.constant(2)),
    maxTokens: fc.integer({ min: 1, max: 60 }),
    serviceTier: fc.constantFrom("priority", "default"),
  },
  { requiredKeys: [] },
);

describe("A27/A56: one message, whichever way it was fetched", () => {
  test("the sum of a stream, an invoke, and an invoke by stream are equal field by field", async () => {
    await fc.assert(
      fc.asyncProperty(
        answers,
        callOptions,
        fc.constantFrom("finish-chunk", "trailing-chunk"),
        async (answer, options, usageInStream) => {
          const { model } = scripted(answer, { usageInStream });
          const whole = await model().invoke("go", options);
          const chunks = await collect(model().stream("go", options));
          const sum = sumOf(chunks);
          expect(fieldsOf(sum)).toStrictEqual(fieldsOf(whole));
          const byStream = await model({ streaming: true }).invoke("go", options);
          expect(byStream).not.toBeInstanceOf(AIMessageChunk);
          expect(fieldsOf(byStream)).toStrictEqual(fieldsOf(whole));
          expect(byStream.id).toBe(sum.id);
          expect(chunks.filter((chunk) => chunk.usage_metadata)).toHaveLength(1);
          expect(chunks.filter((chunk) => "finish_reason" in chunk.response_metadata)).toHaveLength(
            1,
          );
        },
      ),
      { numRuns: 40, interruptAfterTimeLimit: 3000 },
    );
  });

  test("no logprobs at all is the same in both, when the budget ends inside the reasoning", async () => {
    const { model } = scripted({ content: "never seen", reasoning: "so so so so" });
    const options = { logprobs: true, maxTokens: 1 };
    const whole = await model().invoke("go", options);
    const sum = sumOf(await collect(model().stream("go", options)));
    expect(sum.response_metadata).toStrictEqual(whole.response_metadata);
  });

  test("A50: token ids and the raw output stand in both", async () => {
    const { model } = scripted({ content: "one two three" });
    const options = { returnTokenIds: true, rawOutput: true };
    const whole = await model().invoke("go", options);
    const sum = sumOf(await collect(model().stream("go", options)));
    expect(sum.response_metadata).toStrictEqual(whole.response_metadata);
    for (const key of ["token_ids", "prompt_token_ids", "raw_output"]) {
      expect(whole.response_metadata).toHaveProperty(key);
    }
  });

  test("A44: the id is the server's on every chunk", async () => {
    const { model } = localModels({
      faults: [{ fault: { rawEvents: [event({ content: "a" }), finishEvent("stop"), DONE] } }],
    });
    const chunks = await collect(model().stream("hi"));
    expect(chunks.map(({ id }) => id)).toStrictEqual(chunks.map(() => "chat-1"));
    expect((await model({ streaming: true }).invoke("hi")).id).toBe("chat-1");
  });
});

describe("A57: usage in the stream", () => {
  const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };

  test("sent twice, it is on one chunk and counted once", async () => {
    const { model } = localModels({
      faults: [
        {
          fault: {
            rawEvents: [
              event({ role: "assistant" }, { usage: null }),
              event({ content: "hi" }),
              finishEvent("stop", { usage }),
              JSON.stringify({ ...JSON.parse(event({})), choices: [], usage }),
              DONE,
            ],
          },
        },
      ],
    });
    const chunks = await collect(model().stream("hi"));
    expect(chunks.filter((chunk) => chunk.usage_metadata)).toHaveLength(1);
    expect(sumOf(chunks).usage_metadata).toStrictEqual({
      input_tokens: 3,
      output_tokens: 2,
      total_tokens: 5,
    });
    expect(sumOf(chunks).response_metadata).toMatchObject({ finish_reason: "stop", usage });
  });

  test("switched off, it is on none, even when the server sends it", async () => {
    const { model } = scripted({ content: "hi" }, { usageInStream: "finish-chunk" });
    const chunks = await collect(model({ streamUsage: false }).stream("hi"));
    expect(chunks.filter((chunk) => chunk.usage_metadata)).toStrictEqual([]);
    expect(sumOf(chunks).response_metadata).not.toHaveProperty("usage");
  });
});

describe("A26, D1: large outputs", () => {
  test("invoke streams inside above the cap: one request, same message", async () => {
    const { local, model } = scripted({ content: "long" });
    const small = await model().invoke("go", { maxTokens: 4096 });
    expect(lastBody(local).stream).toBe(false);
    const large = await model().invoke("go", { maxTokens: 4097 });
    expect(lastBody(local)).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(local.requests).toHaveLength(2);
    expect(large).not.toBeInstanceOf(AIMessageChunk);
    expect(fieldsOf(large)).toStrictEqual(fieldsOf(small));
  });

  test("usage is in the message although streamUsage is off", async () => {
    const { model } = scripted({ content: "long" });
    const message = await model({ streamUsage: false, maxTokens: 9000 }).invoke("go");
    expect(message.usage_metadata?.output_tokens).toBeGreaterThan(0);
  });

  test("an account with a lower cap is found by its refusal", async () => {
    const { local, model } = scripted({ content: "long" }, { maxNonStreamTokens: 100 });
    const message = await model().invoke("go", { maxTokens: 200 });
    expect(message.content).toBe("long");
    expect(local.requests.map(({ status }) => status)).toStrictEqual([400, 200]);
  });

  test("opted out, the typed 400 reaches the caller", async () => {
    const { local, model } = scripted({ content: "long" });
    const error = await failureOf(() =>
      model({ streamLargeOutputs: false }).invoke("go", { maxTokens: 9000 }),
    );
    expect(error).toMatchObject({ name: "FireworksBadRequestError", status: 400, model: MODEL });
    expect(local.requests).toHaveLength(1);
  });
});

describe("A58: tool-call streams over HTTP", () => {
  const fn = (name?: string, args?: string) => ({ name, arguments: args });
  test.each<[string, unknown[], unknown[]]>([
    [
      "late name and index from one",
      [
        { index: 1, id: "c1", type: "function", function: {} },
        { index: 1, function: fn("add") },
        { index: 1, function: fn(undefined, '{"a":1}') },
      ],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
    [
      "empty ids after the first",
      [
        { index: 0, id: "c1", function: fn("add", "{") },
        { index: 0, id: "", function: fn("", '"a":1}') },
      ],
      [{ id: "c1", name: "add", args: { a: 1 } }],
    ],
  ])("%s", async (_, deltas, expected) => {
    const rawEvents = [
      event({ role: "assistant", content: "" }),
      ...deltas.map((delta) => event({ tool_calls: [delta] })),
      finishEvent("tool_calls"),
      DONE,
    ];
    const { model } = localModels({ faults: [{ fault: { rawEvents } }] });
    const sum = sumOf(await collect(model().stream("go")));
    expect(sum.tool_calls).toMatchObject(expected);
    const whole = await model({ streaming: true }).invoke("go");
    expect(fieldsOf(whole)).toStrictEqual(fieldsOf(sum));
  });

  test("no id at all: stream and invoke agree on the one we give", async () => {
    const rawEvents = [
      event({ tool_calls: [{ index: 0, function: fn("add", "{}") }] }),
      finishEvent("tool_calls"),
      DONE,
    ];
    const { model } = localModels({ faults: [{ fault: { rawEvents } }] });
    const id = sumOf(await collect(model().stream("go"))).tool_calls?.[0]?.id;
    expect(id).toMatch(/^call_/);
    expect((await model({ streaming: true }).invoke("go")).tool_calls?.[0]?.id).toBe(id);
  });
});

describe("streams that fail", () => {
  const failure = (
    fault: NonNullable<Extract<FireworksLocalOptions["faults"], unknown[]>>[number]["fault"],
    fields: Parameters<ReturnType<typeof localModels>["model"]>[0] = {},
    use: (llm: ChatFireworks) => Promise<unknown> = (llm) => collect(llm.stream("go")),
  ) => {
    const { local, model } = scripted({ content: "one two three four" }, { faults: [{ fault }] });
    return failureOf(() => use(model(fields))).then((error) => ({ error, local }));
  };

  test("A65: an empty stream is typed and retryable, and was retried", async () => {
    const { error, local } = await failure(
      { emptyStream: true, headers: { "retry-after-ms": "1" } },
      { maxRetries: 1 },
    );
    expect(error).toMatchObject({
      name: "FireworksStreamError",
      reason: "empty",
      retryable: true,
      model: MODEL,
    });
    expect(local.requests).toHaveLength(2);
  });

  test("A65: an empty stream that is followed by a full one is the full one", async () => {
    const { model } = scripted(
      { content: "ok" },
      { faults: [{ fault: { emptyStream: true }, times: 1 }] },
    );
    const sum = sumOf(await collect(model({ maxRetries: 1 }).stream("go")));
    expect(sum.content).toBe("ok");
    expect(sum.response_metadata.retries).toBe(1);
  });

  test("A64, D22: a cut stream is typed, carries what had come, and is not retried", async () => {
    const { error, local } = await failure({ cutAfterEvents: 3 }, { maxRetries: 2 });
    expect(error).toMatchObject({ name: "FireworksStreamError", reason: "cut-short" });
    expect(error.partialOutput).toBeInstanceOf(AIMessageChunk);
    expect(error.partialOutput?.content).toMatch(/^one two/);
    expect(local.requests).toHaveLength(1);
  });

  test("A64: a reset connection as well", async () => {
    const { error } = await failure({ cutAfterEvents: 3, resetConnection: true });
    expect(error).toMatchObject({ name: "FireworksStreamError", reason: "cut-short" });
    expect(error.partialOutput?.content).toMatch(/^one two/);
  });

  test("A64: allowIncompleteStream takes what there is", async () => {
    const { model } = scripted(
      { content: "one two three" },
      { faults: [{ fault: { cutAfterEvents: 3 } }] },
    );
    const chunks = await collect(model({ allowIncompleteStream: true }).stream("go"));
    expect(sumOf(chunks).content).toMatch(/^one two/);
    expect(sumOf(chunks).response_metadata).not.toHaveProperty("finish_reason");
  });

  test("A63, D23: an error sent inside the stream is typed, with status, code and partial output", async () => {
    const { error } = await failure({
      errorAfterEvents: 2,
      error: { code: 503, type: "overloaded", message: "too busy" },
    });
    expect(error).toMatchObject({
      name: "FireworksStreamError",
      reason: "sent-inside",
      status: 503,
      type: "overloaded",
      model: MODEL,
    });
    expect(error.message).toContain("too busy");
    expect(error.partialOutput?.content).toBe("one two");
  });

  test("A63: an invoke that streams inside fails in the same way", async () => {
    const { error } = await failure({ errorAfterEvents: 2 }, { streaming: true }, (llm) =>
      llm.invoke("go"),
    );
    expect(error).toMatchObject({ name: "FireworksStreamError", reason: "sent-inside" });
    expect(error.partialOutput?.content).toBe("one two");
  });

  test("A66, D22: a stream that falls silent is typed and carries what had come", async () => {
    const { error } = await failure({ stallAfterEvents: 2 }, { streamIdleTimeout: 40 });
    expect(error).toMatchObject({
      name: "FireworksTimeoutError",
      phase: "idle",
      timeoutMs: 40,
      model: MODEL,
    });
    expect(error.partialOutput?.content).toBe("one two");
  });

  test("A66: comment lines count as life", async () => {
    const server = await httpServer((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${event({ content: "a" })}\n\n`);
      let beats = 0;
      const beat = setInterval(() => {
        if (++beats < 11) return response.write(": keep-alive\n\n");
        clearInterval(beat);
        response.end(`data: ${finishEvent("stop")}\n\ndata: [DONE]\n\n`);
      }, 60);
    });
    const { model } = localModels();
    const llm = model({ baseURL: server.baseURL, fetch: globalThis.fetch, streamIdleTimeout: 500 });
    await expect(collect(llm.stream("go"))).resolves.not.toHaveLength(0);
    await server.close();
  });
});

describe("A69: leaving closes the connection", () => {
  /** Sends one chunk and then nothing, for ever. */
  async function stalled() {
    const server = await httpServer((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${event({ content: "a" })}\n\n`);
    });
    const { model } = localModels();
    return { server, llm: model({ baseURL: server.baseURL, fetch: globalThis.fetch }) };
  }

  const WAYS: [string, (llm: ChatFireworks) => Promise<unknown>][] = [
    [
      "break",
      async (llm) => {
        for await (const chunk of await llm.stream("go")) if (chunk.content === "a") break;
      },
    ],
    [
      "an error in the loop",
      (llm) =>
        failureOf(async () => {
          for await (const _ of await llm.stream("go")) throw new Error("mine");
        }),
    ],
    [
      "an abort",
      async (llm) => {
        const controller = new AbortController();
        await failureOf(async () => {
          const stream = await llm.stream("go", { signal: controller.signal });
          for await (const _ of stream) controller.abort();
        });
      },
    ],
    [
      "the idle clock",
      (llm) => failureOf(() => collect(llm.stream("go", { streamIdleTimeout: 30 }))),
    ],
    [
      "return of the iterator",
      async (llm) => {
        const stream = await llm.stream("go");
        await stream.next();
        await stream.return();
      },
    ],
    [
      // Core reads native events to their end whoever listens: leaving that loop cannot be seen.
      "an abort of native events",
      (llm) => {
        const controller = new AbortController();
        return failureOf(async () => {
          for await (const event of llm.streamEvents("go", { signal: controller.signal })) {
            if (event.event === "content-block-delta") controller.abort();
          }
        });
      },
    ],
  ];

  test.each(WAYS)("by %s", { timeout: 2000 }, async (_, leave) => {
    const { server, llm } = await stalled();
    await leave(llm);
    // Without the close this never settles, and the test times out.
    await expect(server.allLeft()).resolves.toBeUndefined();
    await server.close();
  });
});

describe("A25: several answers at once", () => {
  test.each([
    ["as a whole", {}],
    ["by a stream inside", { streaming: true }],
    ["by a stream because they may be long", { maxTokens: 9000 }],
  ])("generate %s gives all of them, with usage once", async (_, fields) => {
    const { model } = scripted({ content: "same" });
    const result = await model({ n: 3, ...fields }).generate([[new HumanMessage("go")]]);
    expect(result.generations[0]?.map(({ text }) => text)).toStrictEqual(["same", "same", "same"]);
    const usages = result.generations[0]?.map(
      (generation) => (generation as { message?: AIMessage }).message?.usage_metadata,
    );
    expect(usages?.filter(Boolean)).toHaveLength(1);
  });
});

describe("A68: includeRawResponse", () => {
  test("puts every wire chunk on a message chunk, as field and as call", async () => {
    const { model } = scripted({ content: "hello" });
    const isRaw = (chunk: AIMessageChunk) =>
      (chunk.additional_kwargs.__raw_response as { object?: string } | undefined)?.object;
    const kinds = (await collect(model({ includeRawResponse: true }).stream("go"))).map(isRaw);
    expect(kinds.filter((kind) => kind === "chat.completion.chunk").length).toBeGreaterThan(2);
    const called = await collect(model().stream("go", { includeRawResponse: true }));
    expect(called.some((chunk) => isRaw(chunk))).toBe(true);
    expect((await collect(model().stream("go"))).some((chunk) => isRaw(chunk))).toBe(false);
  });

  test("the sum of the chunks is not a sum of raw chunks", async () => {
    const { model } = scripted({ content: "hello there" });
    const chunks = await collect(model({ includeRawResponse: true }).stream("go"));
    const whole = sumOf(chunks);
    expect(whole.text).toBe("hello there");
    expect(whole.additional_kwargs).not.toHaveProperty("__raw_response");
  });
});

test("disableStreaming: stream gives one whole answer", async () => {
  const { local, model } = scripted({ content: "one two" });
  const chunks = await collect(model({ disableStreaming: true }).stream("go"));
  expect(chunks).toHaveLength(1);
  expect(lastBody(local).stream).toBe(false);
});
