import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { describe, expect, test, vi } from "vitest";
import { generatedToolCallId } from "fireworks-client";
import type { FireworksWarning } from "langchain-fireworks";
import { collect } from "../failure.js";
import { localModels } from "../local-model.js";
import { DONE, event, finishEvent } from "../raw-answers.js";

const WEATHER = {
  type: "function",
  function: {
    name: "get_weather",
    parameters: { type: "object", properties: { city: { type: "string" } } },
  },
};
const CALL = '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Rome"}}\n</tool_call>';
const ROME = [
  {
    type: "tool_call",
    id: generatedToolCallId("chat-1", 0),
    name: "get_weather",
    args: { city: "Rome" },
  },
];

interface Setup {
  text: string;
  reason?: string;
  rescue?: boolean;
  streaming?: boolean;
  rest?: unknown[];
}

/** A model that is answered with a text, cut into pieces of five characters when it streams. */
function answered({ text, reason = "stop", rescue = true, streaming = false, rest = [] }: Setup) {
  const warn = vi.fn<(warning: FireworksWarning) => void>();
  const choice = { index: 0, message: { role: "assistant", content: text }, finish_reason: reason };
  const body = {
    id: "chat-1",
    object: "chat.completion",
    created: 1_700_000_000,
    model: "served-model",
    choices: [choice],
  };
  const rawEvents = [
    ...(text.match(/[^]{1,5}/g) ?? []).map((content) => event({ content })),
    ...rest.map((delta) => event(delta)),
    finishEvent(reason),
    DONE,
  ];
  const { model } = localModels({
    faults: [{ match: { stream: true }, fault: { rawEvents } }, { fault: { status: 200, body } }],
  });
  const llm = model({ rescueToolCalls: rescue, streaming, onWarning: warn });
  return { llm: llm.bindTools([WEATHER]), bare: llm, warn };
}

const sumOf = async (
  chunks: AsyncIterable<AIMessageChunk> | Promise<AsyncIterable<AIMessageChunk>>,
) => (await collect(chunks)).reduce((left, right) => concat(left, right));

describe("A55, D24: rescueToolCalls", () => {
  test("reads a call that was written as text, and says that it did", async () => {
    const { llm, warn } = answered({ text: CALL });
    const message = await llm.invoke("Rome?");
    expect(message.tool_calls).toStrictEqual(ROME);
    expect(message.content).toBe("");
    expect(message.response_metadata).toMatchObject({
      finish_reason: "tool_calls",
      rescued_tool_call: true,
    });
    await llm.invoke("Rome?");
    expect(warn.mock.calls.map(([warning]) => warning.code)).toStrictEqual(["rescued_tool_call"]);
    expect(warn.mock.calls[0]?.[0].message).toContain('"get_weather"');
  });

  test.each([CALL, "The weather is fine.", '{"city": "Rome"}', `${CALL} Shall I?`, ""])(
    "gives the same message on invoke, stream, invoke that streams and native events: %j",
    async (text) => {
      const { lc_kwargs: _, ...whole } = await answered({ text }).llm.invoke("Rome?");
      const inside = await answered({ text, streaming: true }).llm.invoke("Rome?");
      expect(inside).toMatchObject({ ...whole });
      const sum = await sumOf(answered({ text }).llm.stream("Rome?"));
      for (const key of [
        "content",
        "tool_calls",
        "invalid_tool_calls",
        "response_metadata",
      ] as const) {
        expect(sum[key]).toStrictEqual(whole[key]);
      }
      const events = answered({ text }).bare.streamEvents("Rome?", { tools: [WEATHER] });
      const native = (await events.output) as AIMessage;
      expect(native.tool_calls).toStrictEqual(whole.tool_calls);
      expect(native.text).toBe(whole.content);
      expect(native.response_metadata).toMatchObject({
        finish_reason: whole.response_metadata.finish_reason,
      });
    },
  );

  test("is off by default", async () => {
    const message = await answered({ text: CALL, rescue: false }).llm.invoke("Rome?");
    expect(message.content).toBe(CALL);
    expect(message.tool_calls).toStrictEqual([]);
    expect(message.response_metadata).not.toHaveProperty("rescued_tool_call");
  });

  test("can be switched on for one call", async () => {
    const { llm } = answered({ text: CALL, rescue: false });
    const message = await llm.invoke("Rome?", { rescueToolCalls: true });
    expect(message.tool_calls).toStrictEqual(ROME);
  });

  test("does nothing without tools, and when no tool may be called", async () => {
    const { llm, bare } = answered({ text: CALL });
    expect((await bare.invoke("Rome?")).content).toBe(CALL);
    expect((await llm.invoke("Rome?", { tool_choice: "none" })).content).toBe(CALL);
  });

  test("leaves an answer that was cut off as it came", async () => {
    const { llm } = answered({ text: CALL, reason: "length" });
    const sum = await sumOf(llm.stream("Rome?"));
    expect(sum.content).toBe(CALL);
    expect(await llm.invoke("Rome?")).toMatchObject({ content: CALL, tool_calls: [] });
  });

  test("lets text through at once when it cannot become a call", async () => {
    const { llm } = answered({ text: '{"city": "Rome"}' });
    const texts = (await collect(llm.stream("Rome?"))).map((chunk) => chunk.text);
    expect(texts.filter((text) => text !== "")).toStrictEqual(['{"cit', 'y": "', 'Rome"', "}"]);
  });

  test("lets held text through when a real call follows it", async () => {
    const real = {
      tool_calls: [{ index: 0, id: "a", function: { name: "get_weather", arguments: "{}" } }],
    };
    const { llm } = answered({ text: "<tool_", rest: [real], reason: "tool_calls" });
    const sum = await sumOf(llm.stream("Rome?"));
    expect(sum.content).toBe("<tool_");
    expect(sum.tool_calls).toMatchObject([{ id: "a", name: "get_weather", args: {} }]);
  });

  test("hands on held text when the stream ends without a finish reason and may", async () => {
    const { model } = localModels({
      faults: [{ fault: { rawEvents: [event({ content: "<tool_" }), DONE] } }],
    });
    const llm = model({ rescueToolCalls: true, allowIncompleteStream: true }).bindTools([WEATHER]);
    expect((await sumOf(llm.stream("Rome?"))).content).toBe("<tool_");
  });
});
