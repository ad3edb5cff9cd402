import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { expect, test } from "vitest";
import { legacyCallId, toolCallsToWire } from "../../src/convert/tool-calls-to-wire.js";

const PLACE = "messages[3]";
const wire = (id: string, name: string, args: string) => ({
  id,
  type: "function",
  function: { name, arguments: args },
});

test("parsed calls are written as JSON, with their ids and nothing else", () => {
  const message = new AIMessage({
    content: "",
    tool_calls: [
      { type: "tool_call", id: "c1", name: "add", args: { a: 1 }, extras: { sig: "x" } } as never,
      { id: "c2", name: "now", args: {} },
    ],
  });
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([
    wire("c1", "add", '{"a":1}'),
    wire("c2", "now", "{}"),
  ]);
});

test.each([
  ["broken JSON", '{"a":', '{"input":"{\\"a\\":"}'],
  ["a JSON value that is no object", "[1]", '{"input":"[1]"}'],
  ["nothing", "", "{}"],
  ["valid JSON", '{"a":1}', '{"a":1}'],
])("A41: an invalid call of %s goes back with valid JSON and its id", (_, args, written) => {
  const message = new AIMessage({
    content: "",
    tool_calls: [{ id: "c1", name: "ok", args: {} }],
    invalid_tool_calls: [{ id: "c2", name: "bad", args, error: "no" }],
  });
  const calls = toolCallsToWire(message, PLACE);
  expect(calls).toStrictEqual([wire("c1", "ok", "{}"), wire("c2", "bad", written)]);
});

test("A41: an invalid call without a name still has one", () => {
  const message = new AIMessage({
    content: "",
    invalid_tool_calls: [{ id: "c1", args: "{}", error: "no" }],
  });
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([wire("c1", "unknown", "{}")]);
});

test("calls without ids get ids of their own, different ones in different messages", () => {
  const message = new AIMessage({
    content: "",
    tool_calls: [
      { name: "a", args: {} },
      { name: "b", args: {} },
    ],
  });
  const ids = [
    ...toolCallsToWire(message, "messages[1]"),
    ...toolCallsToWire(message, "messages[3]"),
  ].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
  expect(ids.every((id) => typeof id === "string" && id !== "")).toBe(true);
});

test("raw OpenAI calls are read when the parsed ones are missing", () => {
  const message = new AIMessage({ content: "" });
  message.additional_kwargs = {
    tool_calls: [
      { id: "c1", type: "function", index: 0, function: { name: "add", arguments: "{oops" } },
      { id: "c2", type: "function", function: { name: "now", arguments: "" } },
    ],
  };
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([
    wire("c1", "add", '{"input":"{oops"}'),
    wire("c2", "now", "{}"),
  ]);
});

test("parsed calls win over the raw ones", () => {
  const message = new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "a", args: {} }] });
  message.additional_kwargs.tool_calls = [
    { id: "c9", type: "function", function: { name: "z", arguments: "{}" } },
  ];
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([wire("c1", "a", "{}")]);
});

test("a legacy function_call becomes a tool call with the id its result will have", () => {
  const message = new AIMessage({
    content: "",
    additional_kwargs: { function_call: { name: "add", arguments: '{"a":1}' } },
  });
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([
    wire(legacyCallId("add"), "add", '{"a":1}'),
  ]);
});

test("other messages have no calls", () => {
  expect(toolCallsToWire(new HumanMessage("hi"), PLACE)).toStrictEqual([]);
  expect(toolCallsToWire(new AIMessage("hi"), PLACE)).toStrictEqual([]);
});

test("A41: arguments that are a list are wrapped, also in a parsed call", () => {
  const message = new AIMessage({
    content: "",
    tool_calls: [{ id: "c1", name: "add", args: [1] as never }],
  });
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([wire("c1", "add", '{"input":"[1]"}')]);
});

test.each([
  ["Anthropic's tool_use", { type: "tool_use", id: "t1", name: "add", input: { a: 1 } }],
  [
    "a Responses function_call",
    { type: "function_call", id: "fc", call_id: "t1", name: "add", arguments: '{"a":1}' },
  ],
])("A42: a call that stands only in the content, %s, is sent as a call", (_, block) => {
  const message = new AIMessage({ content: [{ type: "text", text: "Well." }, block] as never });
  message.tool_calls = [];
  expect(toolCallsToWire(message, PLACE)).toStrictEqual([wire("t1", "add", '{"a":1}')]);
});
