import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { expect, test } from "vitest";
import { callToWire, historyCalls, legacyCallId } from "../../src/convert/tool-calls-to-wire.js";

const callsOf = (message: BaseMessage, index = 3) => historyCalls(message, index).map(callToWire);
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
  expect(callsOf(message)).toStrictEqual([wire("c1", "add", '{"a":1}'), wire("c2", "now", "{}")]);
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
  const calls = callsOf(message);
  expect(calls).toStrictEqual([wire("c1", "ok", "{}"), wire("c2", "bad", written)]);
});

test("A41: an invalid call without a name still has one", () => {
  const message = new AIMessage({
    content: "",
    invalid_tool_calls: [{ id: "c1", args: "{}", error: "no" }],
  });
  expect(callsOf(message)).toStrictEqual([wire("c1", "unknown", "{}")]);
});

test("A41: calls that could not be parsed keep their place among the others", () => {
  const message = new AIMessage({
    content: [
      { type: "tool_use", id: "c1", name: "bad", input: "{" },
      { type: "tool_use", id: "c2", name: "ok", input: {} },
    ] as never,
    tool_calls: [{ id: "c2", name: "ok", args: {} }],
    invalid_tool_calls: [{ id: "c1", name: "bad", args: "{", error: "no" }],
  });
  expect(callsOf(message)).toStrictEqual([
    wire("c1", "bad", '{"input":"{"}'),
    wire("c2", "ok", "{}"),
  ]);
});

test("pieces of another provider's server tool, without id and name, are no call", () => {
  const message = new AIMessage({
    content: "Found it.",
    invalid_tool_calls: [{ name: "", args: '{"query":"x"}', error: "Malformed args." }],
  });
  expect(callsOf(message)).toStrictEqual([]);
});

test("two calls of one id get different ids, and both answer to the old one", () => {
  const message = new AIMessage({
    content: "",
    tool_calls: [
      { id: "c1", name: "a", args: {} },
      { id: "c1", name: "b", args: {} },
    ],
  });
  expect(historyCalls(message, 0)).toMatchObject([
    { id: "c1", names: ["c1"] },
    { id: "c1_2", names: ["c1"] },
  ]);
});

test.each<[string, unknown]>([
  ["Anthropic's tool_use", { type: "tool_use", id: "c1", name: "add", input: { a: 1 } }],
  ["a v1 tool_call", { type: "tool_call", id: "c1", name: "add", args: { a: 1 } }],
  [
    "OpenAI's function_call item",
    { type: "function_call", id: "fc_1", call_id: "c1", name: "add", arguments: '{"a":1}' },
  ],
  [
    "Google's functionCall",
    { type: "functionCall", id: "c1", functionCall: { name: "add", args: { a: 1 } } },
  ],
])("%s in the content is a call when the parsed list is empty", (_, block) => {
  const message = new AIMessage("");
  message.content = [block as never];
  expect(callsOf(message)).toStrictEqual([wire("c1", "add", '{"a":1}')]);
});

test("calls in OpenAI's raw form, which core leaves as they are without an id, are read", () => {
  const message = new AIMessage("");
  message.tool_calls = [
    { type: "function", function: { name: "add", arguments: '{"a":1}' } } as never,
  ];
  expect(callsOf(message, 2)).toStrictEqual([wire("call_2_0", "add", '{"a":1}')]);
});

test("calls without ids get ids of their own, different ones in different messages", () => {
  const message = new AIMessage({
    content: "",
    tool_calls: [
      { name: "a", args: {} },
      { name: "b", args: {} },
    ],
  });
  const ids = [...callsOf(message, 1), ...callsOf(message, 3)].map(({ id }) => id);
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
  expect(callsOf(message)).toStrictEqual([
    wire("c1", "add", '{"input":"{oops"}'),
    wire("c2", "now", "{}"),
  ]);
});

test("parsed calls win over the raw ones", () => {
  const message = new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "a", args: {} }] });
  message.additional_kwargs.tool_calls = [
    { id: "c9", type: "function", function: { name: "z", arguments: "{}" } },
  ];
  expect(callsOf(message)).toStrictEqual([wire("c1", "a", "{}")]);
});

test("a legacy function_call becomes a tool call with the id its result will have", () => {
  const message = new AIMessage({
    content: "",
    additional_kwargs: { function_call: { name: "add", arguments: '{"a":1}' } },
  });
  expect(callsOf(message)).toStrictEqual([wire(legacyCallId("add"), "add", '{"a":1}')]);
});

test("other messages have no calls", () => {
  expect(callsOf(new HumanMessage("hi"))).toStrictEqual([]);
  expect(callsOf(new AIMessage("hi"))).toStrictEqual([]);
});

test("A41: arguments that are a list are wrapped, also in a parsed call", () => {
  const message = new AIMessage({
    content: "",
    tool_calls: [{ id: "c1", name: "add", args: [1] as never }],
  });
  expect(callsOf(message)).toStrictEqual([wire("c1", "add", '{"input":"[1]"}')]);
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
  expect(callsOf(message)).toStrictEqual([wire("t1", "add", '{"a":1}')]);
});
