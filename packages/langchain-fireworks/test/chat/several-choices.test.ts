import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { type AIMessage, type AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import type { LLMResult } from "@langchain/core/outputs";
import fc from "fast-check";
import { choicesOf, collectChoices, type ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";
import { DONE, event } from "../raw-answers.js";

interface Choice {
  content: string | null;
  reasoning_content?: string | undefined;
  tool_calls?: { index: number; id?: string; function: { name: string; arguments: string } }[];
  token_ids?: number[] | undefined;
  logprobs?: { content: { token: string; logprob: number }[] } | undefined;
  finish_reason: string;
}

const USAGE = { prompt_tokens: 9, completion_tokens: 6, total_tokens: 15 };
const TOP = { id: "chat-1", created: 1_700_000_000, model: "served-model" };

/** A server that gives these choices, whole or as a stream with its deltas in this order. */
function serving(choices: Choice[], order: number[] = [], usage: UsagePlace = "every-finish") {
  const body = {
    ...TOP,
    object: "chat.completion",
    choices: choices.map(({ finish_reason, logprobs, token_ids, ...message }, index) => ({
      index,
      message: { role: "assistant", ...message },
      finish_reason,
      logprobs: logprobs ?? null,
      ...(token_ids && { token_ids }),
    })),
    usage: USAGE,
  };
  return localModels({
    faults: [
      { match: { stream: false }, fault: { status: 200, body } },
      {
        match: { stream: true },
        fault: { rawEvents: [...streamOf(choices, order, usage), DONE] },
      },
    ],
  });
}

type UsagePlace = "every-finish" | "trailing" | "both";

const choiceEvent = (index: number, delta: unknown, rest: object = {}, top: object = {}): string =>
  event({}, { choices: [{ index, delta, finish_reason: null, ...rest }], ...top });

/** The events of each choice in its own order, the choices taking turns as `order` says. */
function streamOf(choices: Choice[], order: number[], usage: UsagePlace): string[] {
  const waiting = choices.map((choice, index) => deltasOf(choice, index, usage));
  const turns = order.map((turn) => waiting[turn % waiting.length]?.shift() ?? []);
  const roles = choices.map((_, index) => choiceEvent(index, { role: "assistant" }));
  const trailing = usage === "every-finish" ? [] : [event({}, { choices: [], usage: USAGE })];
  return [...roles, ...turns.flat(), ...waiting.flat(), ...trailing];
}

function deltasOf(choice: Choice, index: number, usage: UsagePlace): string[] {
  const letters = [...(choice.content ?? "")];
  const top = usage === "trailing" ? {} : { usage: USAGE };
  return [
    ...[...(choice.reasoning_content ?? "")].map((reasoning_content) =>
      choiceEvent(index, { reasoning_content }),
    ),
    ...letters.map((content) => choiceEvent(index, { content })),
    ...(choice.token_ids ?? []).map((id) => choiceEvent(index, {}, { token_ids: [id] })),
    ...(choice.logprobs?.content ?? []).map((entry) =>
      choiceEvent(index, {}, { logprobs: { content: [entry] } }),
    ),
    ...(choice.tool_calls ?? []).flatMap(({ function: called, ...call }) => [
      choiceEvent(index, {
        tool_calls: [{ ...call, function: { name: called.name, arguments: "" } }],
      }),
      ...[...called.arguments].map((piece) =>
        choiceEvent(index, { tool_calls: [{ index: call.index, function: { arguments: piece } }] }),
      ),
    ]),
    choiceEvent(index, {}, { finish_reason: choice.finish_reason }, top),
  ];
}

function fieldsOf(message: AIMessage | AIMessageChunk): Record<string, unknown> {
  const { id, content, additional_kwargs, response_metadata, usage_metadata } = message;
  const { tool_calls, invalid_tool_calls } = message;
  const extras = { usage_metadata, tool_calls, invalid_tool_calls };
  return { id, content, additional_kwargs, response_metadata, ...extras };
}

async function generated(
  { model }: ReturnType<typeof localModels>,
  fields: Partial<ChatFireworksFields>,
  callbacks: BaseCallbackHandler[] = [],
) {
  const result = await model(fields).generate([[new HumanMessage("go")]], { callbacks });
  return (result.generations[0] ?? []) as { text: string; message: AIMessage }[];
}

const choiceArbitrary: fc.Arbitrary<Choice> = fc
  .record({
    content: fc.option(fc.string({ unit: "grapheme", maxLength: 8 }), { nil: null }),
    reasoning_content: fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: undefined }),
    calls: fc.array(fc.tuple(fc.boolean(), fc.constantFrom("{}", '{"a":1}', '{"a":')), {
      maxLength: 2,
    }),
    token_ids: fc.option(fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }), { nil: undefined }),
    tokens: fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
    finish_reason: fc.constantFrom("stop", "length"),
  })
  .map(({ calls, tokens, ...choice }) => ({
    ...choice,
    ...(calls.length > 0 && {
      tool_calls: calls.map(([hasId, args], index) => ({
        index,
        ...(hasId && { id: `call_${index}` }),
        function: { name: "f", arguments: args },
      })),
    }),
    ...(tokens.length > 0 && {
      logprobs: { content: tokens.map((token) => ({ token, logprob: -1 })) },
    }),
  }));

describe("A62/D21: several choices in a stream", () => {
  test("each choice adds up to its generation, whatever the order of the deltas", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(choiceArbitrary, { minLength: 2, maxLength: 3 }),
        fc.array(fc.nat(2), { maxLength: 20 }),
        fc.constantFrom<UsagePlace>("every-finish", "trailing", "both"),
        async (choices, order, usage) => {
          const server = serving(choices, order, usage);
          const n = choices.length;
          const whole = await generated(server, { n });
          const chunks = await collect(server.model({ n }).stream("go"));
          const sums = await collectChoices(iterate(chunks));
          expect(sums.map(fieldsOf)).toStrictEqual(whole.map(({ message }) => fieldsOf(message)));
          const byStream = await generated(server, { n, streaming: true });
          expect(byStream).toStrictEqual(whole);
          expect(chunks.filter((chunk) => chunk.usage_metadata)).toHaveLength(1);
          for (const key of ["finish_reason", "model_name"]) {
            expect(chunks.filter((chunk) => key in chunk.response_metadata)).toHaveLength(n);
          }
        },
      ),
      { numRuns: 25, interruptAfterTimeLimit: 3000 },
    );
  });

  const TWO: Choice[] = [
    { content: "Hi!", finish_reason: "stop" },
    { content: "Hello.", finish_reason: "length" },
  ];
  const alternating = [0, 1, 0, 1, 0, 1];

  test("every chunk says which choice it is, and its id tells them apart", async () => {
    const { local, model } = serving(TWO, alternating);
    const chunks = await collect(model().stream("go", { n: 2 }));
    expect(lastBody(local)).toMatchObject({ n: 2, stream: true });
    for (const chunk of chunks) {
      const { choice_index: index } = chunk.response_metadata;
      expect(chunk.id).toBe(index === 0 ? "chat-1" : "chat-1-1");
    }
    expect(chunks.map((chunk) => chunk.response_metadata.choice_index as number)).toContain(1);
  });

  test("one choice has no index: nothing is there to tell apart", async () => {
    const { model } = serving(TWO.slice(0, 1));
    for (const chunk of await collect(model().stream("go"))) {
      expect(chunk.response_metadata).not.toHaveProperty("choice_index");
    }
    expect((await model().invoke("go")).response_metadata).not.toHaveProperty("choice_index");
  });

  test("adding up all chunks never mixes two texts: the sum is the first choice", async () => {
    for (const order of [alternating, [1, 1, 1, 1, 0, 0, 0]]) {
      const { model } = serving(TWO, order);
      const chunks = await collect(model({ n: 2 }).stream("go"));
      const sum = chunks.reduce((left, right) => left.concat(right));
      expect(sum.text).toBe("Hi!");
      expect(sum.usage_metadata).toMatchObject({ total_tokens: 15 });
      expect(choicesOf(sum).map(({ text }) => text)).toStrictEqual(["Hi!", "Hello."]);
      expect(choicesOf(sum).map((choice) => choice.response_metadata.choice_index)) //
        .toStrictEqual([0, 1]);
      // The chunks themselves are as they came.
      expect(chunks.every((chunk) => choicesOf(chunk).length === 1)).toBe(true);
    }
  });

  test("calls that never got an id have different ones in every choice", async () => {
    const call = { index: 0, function: { name: "f", arguments: "{}" } };
    const choice = { content: null, tool_calls: [call], finish_reason: "tool_calls" };
    const { model } = serving([choice, choice]);
    const sums = await collectChoices(await model().stream("go", { n: 2 }));
    const ids = sums.map((sum) => sum.tool_calls?.[0]?.id);
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain(undefined);
  });
});

class Recorder extends BaseCallbackHandler {
  name = "recorder";
  readonly tokens: string[] = [];
  results: LLMResult[] = [];

  override handleLLMNewToken(token: string, { completion }: { completion: number }): void {
    this.tokens[completion] = (this.tokens[completion] ?? "") + token;
  }

  override handleLLMEnd(result: LLMResult): void {
    this.results.push(result);
  }

  texts(): string[] | undefined {
    return this.results[0]?.generations[0]?.map(({ text }) => text);
  }
}

describe("A62: what callbacks are told of several choices", () => {
  const choices = ["one", "two", "three"].map((content) => ({ content, finish_reason: "stop" }));
  const order = [0, 1, 2, 0, 1, 2, 2, 1, 0];

  test("the run of a stream ends with a generation for each, and tokens name their choice", async () => {
    const recorder = new Recorder();
    const { model } = serving(choices, order);
    await collect(model({ n: 3 }).stream("go", { callbacks: [recorder] }));
    expect(recorder.tokens).toStrictEqual(["one", "two", "three"]);
    expect(recorder.results).toHaveLength(1);
    expect(recorder.texts()).toStrictEqual(["one", "two", "three"]);
  });

  test.each([
    ["that prefers streams", { lc_prefer_streaming: true }],
    ["that prefers native events", { lc_prefer_chat_model_stream_events: true }],
    ["of the ordinary kind", {}],
  ])("generate gives all of them to a caller with a handler %s", async (_, preference) => {
    const recorder = Object.assign(new Recorder(), preference);
    const answers = await generated(serving(choices, order), { n: 3 }, [recorder]);
    expect(answers.map(({ text }) => text)).toStrictEqual(["one", "two", "three"]);
    expect(answers.map(({ message }) => message.usage_metadata?.total_tokens)).toStrictEqual([
      15,
      undefined,
      undefined,
    ]);
    const blocks = await generated(serving(choices, order), { n: 3, outputVersion: "v1" }, [
      recorder,
    ]);
    expect(blocks.map(({ message }) => message.content)).toStrictEqual(
      ["one", "two", "three"].map((text) => [expect.objectContaining({ type: "text", text })]),
    );
  });

  test("the run of native events ends with a generation for each", async () => {
    const recorder = new Recorder();
    const { model } = serving(choices, order);
    await collect(model({ n: 3 }).streamEvents("go", { callbacks: [recorder] }));
    expect(recorder.texts()).toStrictEqual(["one", "two", "three"]);
  });
});

test("A62: native events are the first choice; the others come as provider events", async () => {
  const choices = ["one", "two"].map((content) => ({ content, finish_reason: "stop" }));
  const { model } = serving(choices, [0, 1, 1, 0, 0, 1]);
  const events = await collect(model({ n: 2 }).streamEvents("go"));
  const own = events.filter(({ event }) => event === "provider");
  expect(own.at(-1)).toMatchObject({
    provider: "fireworks",
    name: "choice",
    payload: { index: 1, message: { content: "two" }, finish_reason: "stop" },
  });
  const deltas = own.slice(0, -1).map((event) => ("payload" in event ? event.payload : undefined));
  expect(deltas.length).toBeGreaterThan(2);
  expect(deltas.every((delta) => (delta as { index: number }).index === 1)).toBe(true);
  const message = await model({ n: 2 }).streamEvents("go").output;
  expect(message.text).toBe("one");
  expect(message.response_metadata).toMatchObject({ choice_index: 0 });
});

test("A64: a stream of several choices that is cut holds what had come of each", async () => {
  const events = streamOf(
    [
      { content: "abc", finish_reason: "stop" },
      { content: "xyz", finish_reason: "stop" },
    ],
    [0, 1, 0, 1],
    "trailing",
  );
  const { model } = localModels({ faults: [{ fault: { rawEvents: events.slice(0, 6) } }] });
  for (const use of [
    () => collect(model({ n: 2 }).stream("go")),
    () => collect(model({ n: 2 }).streamEvents("go")),
    () => model({ n: 2, streaming: true }).invoke("go"),
  ]) {
    const error = await failureOf(use);
    expect(error).toMatchObject({ name: "FireworksStreamError", reason: "cut-short" });
    const partial = error.partialOutput as AIMessageChunk;
    expect(choicesOf(partial).map(({ text }) => text)).toStrictEqual(["ab", "xy"]);
  }
});

async function* iterate<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}
