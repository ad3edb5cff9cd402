import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { StructuredOutputCutError } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { collect, failureOf } from "./failure.js";
import { localModels } from "./local-model.js";
import { DONE, event, finishEvent } from "./raw-answers.js";

const BASE = { id: "chat-1", created: 1_700_000_000, model: "served-model" };
const USAGE = { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 };

const streamed = (...rawEvents: string[]) =>
  localModels({ faults: [{ fault: { rawEvents } }] }).model;
const whole = (body: object) =>
  localModels({ faults: [{ fault: { status: 200, body: { ...BASE, ...body } } }] }).model;

const sumOf = async (chunks: Promise<AsyncIterable<AIMessageChunk>>): Promise<AIMessageChunk> =>
  (await collect(chunks)).reduce((left, right) => concat(left, right));
const callsOf = ({ tool_calls, invalid_tool_calls }: AIMessage | AIMessageChunk) => ({
  tool_calls,
  invalid_tool_calls,
});
const beginning = (args: string, name = "remove") =>
  event({
    tool_calls: [{ index: 0, id: "a", type: "function", function: { name, arguments: args } }],
  });

describe("A43: a call that was cut is never run with less than it was to get", () => {
  test.each(["v0", "v1"] as const)(
    "A64: where the stream may end without a finish reason, %s",
    async (outputVersion) => {
      const model = streamed(beginning('{"path":"/tmp'), DONE);
      const fields = { allowIncompleteStream: true, outputVersion };
      const sum = await sumOf(model(fields).stream("go"));
      expect(callsOf(sum)).toMatchObject({
        tool_calls: [],
        invalid_tool_calls: [{ id: "a", name: "remove", args: '{"path":"/tmp' }],
      });
      const invoked = await model({ ...fields, streaming: true }).invoke("go");
      expect(callsOf(sum)).toStrictEqual(callsOf(invoked));
    },
  );

  const cut = [
    event({ content: "So" }),
    beginning(""),
    finishEvent("length", { usage: USAGE }),
    DONE,
  ];
  const invalid = { tool_calls: [], invalid_tool_calls: [{ name: "remove", args: "" }] };

  test("A85: where the budget ended before the arguments began", async () => {
    const model = streamed(...cut);
    expect(callsOf(await sumOf(model().stream("go")))).toMatchObject(invalid);
    expect(callsOf(await model({ streaming: true }).invoke("go"))).toMatchObject(invalid);
    const native = await model().streamEvents("go").output;
    expect(native.tool_calls).toStrictEqual([]);
    const message = {
      content: "So",
      tool_calls: [{ id: "a", function: { name: "remove", arguments: "" } }],
    };
    const invoked = await whole({
      choices: [{ index: 0, message, finish_reason: "length" }],
    })().invoke("go");
    expect(callsOf(invoked)).toMatchObject(invalid);
  });

  test("only the last call: one before it was complete without arguments", async () => {
    const another = event({
      tool_calls: [{ index: 1, id: "b", function: { name: "remove", arguments: "" } }],
    });
    const sum = await sumOf(
      streamed(beginning("", "now"), another, finishEvent("length"), DONE)().stream("go"),
    );
    expect(sum.tool_calls?.map(({ name }) => name)).toStrictEqual(["now"]);
    expect(sum.invalid_tool_calls?.map(({ name }) => name)).toStrictEqual(["remove"]);
  });

  test("A85: such an object is cut, also where every property is optional", async () => {
    const Options = z.object({ a: z.string().optional() });
    const config = { method: "functionCalling", name: "remove" } as const;
    const llm = streamed(...cut)({ streaming: true }).withStructuredOutput(Options, config);
    expect(StructuredOutputCutError.isInstance(await failureOf(() => llm.invoke("go")))).toBe(true);
  });
});

describe("whole answers that are not as they should be", () => {
  test.each([null, undefined])("a choice whose message is %s says nothing", async (message) => {
    const answer = await whole({
      choices: [{ index: 0, message, finish_reason: "stop" }],
    })().invoke("go");
    expect(answer.content).toBe("");
    expect(answer.response_metadata.finish_reason).toBe("stop");
  });

  test("choices without a choice are a typed error", async () => {
    expect(await failureOf(() => whole({ choices: [null] })().invoke("go"))).toMatchObject({
      code: "no_choices",
    });
  });

  test("a call that is null is none", async () => {
    const call = { id: "a", type: "function", function: { name: "now", arguments: "{}" } };
    const message = { content: null, tool_calls: [null, call] };
    const answer = await whole({
      choices: [{ index: 0, message, finish_reason: "tool_calls" }],
    })().invoke("go");
    expect(answer.tool_calls).toMatchObject([{ id: "a", name: "now", args: {} }]);
  });

  test("A25: choices out of order are put in order, with the usage on the first", async () => {
    const choices = [1, 0].map((index) => ({
      index,
      message: { content: `choice ${index}` },
      finish_reason: "stop",
    }));
    const model = whole({ choices, usage: USAGE });
    expect((await model({ n: 2 }).invoke("go")).text).toBe("choice 0");
    const { generations } = await model({ n: 2 }).generate([[["user", "go"] as never]]);
    const messages = generations[0]?.map(
      (generation) => (generation as { message?: AIMessage }).message,
    );
    expect(messages?.map((message) => message?.text)).toStrictEqual(["choice 0", "choice 1"]);
    expect(messages?.map((message) => message?.usage_metadata?.total_tokens)).toStrictEqual([
      12,
      undefined,
    ]);
  });
});

describe("A62: with several choices, what is read from a stream is the first one's", () => {
  const piece = (index: number, delta: unknown, finish_reason: string | null = null) =>
    event({}, { choices: [{ index, delta, finish_reason }] });
  const call = (index: number, args: string) =>
    piece(index, { tool_calls: [{ index: 0, function: { name: "extract", arguments: args } }] });
  const ends = [piece(0, {}, "stop"), piece(1, {}, "stop"), DONE];

  test("A86: partial objects do not mix the choices", async () => {
    const model = streamed(
      call(0, '{"a":'),
      call(1, '{"a":'),
      call(1, "2}"),
      call(0, "1}"),
      ...ends,
    );
    const llm = model({ n: 2 }).withStructuredOutput(z.object({ a: z.number() }), {
      method: "functionCalling",
    });
    expect(await collect(llm.stream("go"))).toStrictEqual([{}, { a: 1 }]);
  });

  test("A79: nor do the pieces of a grammar's text", async () => {
    const model = streamed(piece(0, { content: "a" }), piece(1, { content: "b" }), ...ends);
    const llm = model({ n: 2 }).withGrammar("root ::= [ab]");
    expect(await collect(llm.stream("go"))).toStrictEqual(["a"]);
  });
});

describe("A54: a refusal, should one ever be sent", () => {
  const choice = (message: object) => ({ choices: [{ index: 0, message, finish_reason: "stop" }] });
  const message = { content: "So", refusal: "I cannot." };
  const events = [
    event({ content: "So" }),
    event({ refusal: "I can" }),
    event({ refusal: "not." }),
    finishEvent("stop"),
    DONE,
  ];
  const blocks = [
    { type: "text", text: "So" },
    { type: "refusal", refusal: "I cannot." },
  ];

  test.each(["v0", "v1"] as const)(
    "is a block of its own by every way, %s",
    async (outputVersion) => {
      const invoked = await whole(choice(message))({ outputVersion }).invoke("go");
      expect(invoked.additional_kwargs.refusal).toBe("I cannot.");
      expect(invoked.contentBlocks).toStrictEqual(blocks);
      const sum = await sumOf(streamed(...events)({ outputVersion }).stream("go"));
      expect(sum.additional_kwargs).toStrictEqual(invoked.additional_kwargs);
      expect(sum.contentBlocks).toStrictEqual(blocks);
      const native = await streamed(...events)({ outputVersion }).streamEvents("go").output;
      expect(native.contentBlocks).toStrictEqual(blocks);
    },
  );

  test("is named where an object was asked for", async () => {
    const model = whole(choice({ content: null, refusal: "I cannot." }));
    const llm = model().withStructuredOutput(z.object({ a: z.string() }), { method: "jsonSchema" });
    const error = await failureOf(() => llm.invoke("go"));
    expect(error).toMatchObject({ reason: "empty" });
    expect(error.message).toContain('The model refused: "I cannot."');
  });
});

test("A86: an object that is written as a text is not shown as that text", async () => {
  const text = JSON.stringify(JSON.stringify({ a: "xyz" }));
  const model = streamed(
    ...[...text].map((args) => beginning(args, "extract")),
    finishEvent("tool_calls"),
    DONE,
  );
  const llm = model().withStructuredOutput(z.object({ a: z.string() }), {
    method: "functionCalling",
  });
  expect(await collect(llm.stream("go"))).toStrictEqual([{ a: "xyz" }]);
});
