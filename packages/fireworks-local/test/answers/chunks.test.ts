import * as fc from "fast-check";
import type { ChatCompletionChunk, ResponseMessage } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { ask, chunksOf, local, streamText, tool } from "../local.js";

const server = local();
const stream = async (request: object): Promise<ChatCompletionChunk[]> =>
  chunksOf(await streamText(server, request));

/** The message a client puts together from the deltas of one choice. */
function assemble(chunks: ChatCompletionChunk[], index: number): ResponseMessage {
  const message: ResponseMessage & { tool_calls?: NonNullable<ResponseMessage["tool_calls"]> } = {
    role: "assistant",
    content: null,
  };
  for (const choice of chunks.flatMap((chunk) => chunk.choices ?? [])) {
    if (choice.index !== index) continue;
    const { content, reasoning_content, tool_calls } = choice.delta;
    if (content) message.content = (message.content ?? "") + content;
    if (reasoning_content)
      message.reasoning_content = (message.reasoning_content ?? "") + reasoning_content;
    for (const call of tool_calls ?? []) {
      message.tool_calls ??= [];
      const known = message.tool_calls[call.index ?? 0];
      if (known === undefined) message.tool_calls.push(structuredClone(call) as never);
      else
        known.function.arguments =
          (known.function.arguments ?? "") + (call.function?.arguments ?? "");
    }
  }
  return message;
}

test("every event is one data line and a blank one, and [DONE] is the last", async () => {
  const events = await streamText(server, {});
  expect(events).toMatch(/^(?:data: [^\n]+\n\n)+$/);
  expect(events.endsWith("data: [DONE]\n\n")).toBe(true);
});

test("role chunk, deltas, finish chunk, in this order", async () => {
  const chunks = await stream({});
  const choices = chunks.map((chunk) => chunk.choices?.[0]);
  expect(choices[0]).toEqual({ index: 0, delta: { role: "assistant" }, finish_reason: null });
  expect(choices.at(-1)).toEqual({ index: 0, delta: {}, finish_reason: "stop" });
  const between = choices.slice(1, -1).map((choice) => choice?.delta.content ?? "");
  expect(between.length).toBeGreaterThan(5);
  expect(between.every((text) => text !== "")).toBe(true);
});

test("a stream tells what the whole answer says, whatever the request", async () => {
  const weather = tool("get_weather", "Get the weather", { city: { type: "string" } });
  const request = fc.record(
    {
      messages: fc
        .string({ minLength: 1, maxLength: 60, unit: "grapheme" })
        .map((content) => [{ role: "user", content }]),
      n: fc.integer({ min: 1, max: 3 }),
      max_tokens: fc.integer({ min: 1, max: 40 }),
      stop: fc.constantFrom("e", ["stand", "x"]),
      tools: fc.constant([weather]),
      tool_choice: fc.constantFrom("auto", "any"),
      reasoning_effort: fc.constantFrom("low", "none"),
      model: fc.constantFrom(
        "accounts/fireworks/models/kimi-k3",
        "accounts/fireworks/models/deepseek-v4-pro",
      ),
      seed: fc.nat(),
    },
    { requiredKeys: ["model"] },
  );
  await fc.assert(
    fc.asyncProperty(request, async ({ tool_choice, ...rest }) => {
      const asked =
        rest.tools === undefined ? rest : { ...rest, tool_choice: tool_choice ?? "auto" };
      const whole = await ask(server, asked);
      const chunks = await stream(asked);
      for (const { index, message, finish_reason } of whole.choices) {
        const assembled = assemble(chunks, index);
        expect(assembled).toEqual({ ...message, content: message.content || null });
        const finishes = chunks
          .flatMap((chunk) => chunk.choices ?? [])
          .filter((choice) => choice.index === index && choice.finish_reason);
        expect(finishes.map((choice) => choice.finish_reason)).toEqual([finish_reason]);
      }
      expect(new Set(chunks.map((chunk) => chunk.id))).toEqual(new Set([whole.id]));
      expect(chunks.at(-1)?.usage).toEqual(whole.usage);
    }),
    { numRuns: 80 },
  );
});

test("the page's translation streams in pieces and reports the page's counts", async () => {
  const messages = [
    { role: "system", content: "You are a helpful assistant that translates English to French." },
    { role: "user", content: "I love programming." },
  ];
  const chunks = await stream({ messages });
  const pieces = chunks.flatMap((chunk) => chunk.choices?.[0]?.delta.content ?? []);
  expect(pieces.join("")).toBe("J'adore la programmation.");
  expect(pieces.length).toBeGreaterThan(2);
  expect(chunks.at(-1)?.usage).toEqual({
    prompt_tokens: 35,
    completion_tokens: 9,
    total_tokens: 44,
  });
});

test("usage is on every finish chunk unless a trailing chunk is asked for", async () => {
  const chunks = await stream({ n: 2 });
  const withUsage = chunks.filter((chunk) => chunk.usage);
  expect(withUsage.map((chunk) => chunk.choices?.[0]?.finish_reason)).toEqual(["stop", "stop"]);
  expect(withUsage[0]?.usage).toEqual(withUsage[1]?.usage);
  expect(chunks[0]?.usage).toBeNull();
});

test("include_usage moves usage to a last chunk without choices", async () => {
  const chunks = await stream({ stream_options: { include_usage: true } });
  expect(chunks.filter((chunk) => chunk.usage)).toHaveLength(1);
  expect(chunks.at(-1)).toMatchObject({
    choices: [],
    usage: { total_tokens: expect.any(Number) as number },
  });
});

test("the trailing setting streams no usage unless asked, the finish setting always there", async () => {
  const usages = async (usageInStream: "finish-chunk" | "trailing-chunk", include_usage: boolean) =>
    chunksOf(await streamText(local({ usageInStream }), { stream_options: { include_usage } }))
      .filter((chunk) => chunk.usage)
      .map((chunk) => chunk.choices?.length);
  expect(await usages("trailing-chunk", false)).toEqual([]);
  expect(await usages("trailing-chunk", true)).toEqual([0]);
  expect(await usages("finish-chunk", true)).toEqual([1]);
});

test("choices take turns", async () => {
  const chunks = await stream({ n: 2 });
  const order = chunks.flatMap((chunk) => chunk.choices ?? []).map((choice) => choice.index);
  expect(order.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
});

test("a tool call starts with id and name and empty arguments, then comes in pieces", async () => {
  const add = tool("add", "Add numbers", { a: { type: "integer" }, b: { type: "integer" } });
  const chunks = await stream({
    messages: [{ role: "user", content: "add 12 and 30" }],
    tools: [add],
  });
  const [first, ...rest] = chunks.flatMap((chunk) => chunk.choices?.[0]?.delta.tool_calls ?? []);
  expect(first).toMatchObject({
    index: 0,
    type: "function",
    function: { name: "add", arguments: "" },
  });
  expect(rest.map((call) => call.function?.arguments).join("")).toBe('{"a":12,"b":30}');
  expect(rest.every((call) => call.id === undefined && call.index === 0)).toBe(true);
  expect(chunks.at(-1)?.choices?.[0]?.finish_reason).toBe("tool_calls");
});

test("characters of several tokens are never split over deltas", async () => {
  const messages = [{ role: "user", content: "漢字 👩‍👩‍👧 𝒳" }];
  const pieces = (await stream({ messages })).flatMap(
    (chunk) => chunk.choices?.[0]?.delta.content ?? [],
  );
  expect(pieces.join("")).toContain("漢字 👩‍👩‍👧 𝒳");
  expect(pieces.some((piece) => piece.includes("\uFFFD"))).toBe(false);
});

test("metrics and token ids are streamed when asked for", async () => {
  const chunks = await stream({ return_token_ids: true, perf_metrics_in_response: true });
  expect(chunks[0]?.prompt_token_ids?.length).toBeGreaterThan(0);
  const ids = chunks.flatMap((chunk) => chunk.choices?.[0]?.token_ids ?? []);
  expect(ids).toHaveLength(chunks.at(-1)?.usage?.completion_tokens ?? -1);
  expect(chunks.at(-1)?.perf_metrics).toHaveProperty("server-time-to-first-token");
});
