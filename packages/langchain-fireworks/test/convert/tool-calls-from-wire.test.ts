import { generatedToolCallId } from "fireworks-client";
import { expect, test } from "vitest";
import {
  endsWithBudget,
  readCall,
  readCalls,
  writtenCalls,
} from "../../src/convert/tool-calls-from-wire.js";

const sent = (id: unknown, name?: unknown, args?: unknown) => ({
  id,
  function: { name, arguments: args },
});

test.each<[unknown, unknown[]]>([
  [null, []],
  ["calls", []],
  [[null, "call"], []],
  [[{}], [{ id: generatedToolCallId("seed", 0), name: "", arguments: "" }]],
  [[sent("a", "f", '{"x":1}')], [{ id: "a", name: "f", arguments: '{"x":1}' }]],
  [
    [sent("a", "functions.f:0", { x: 1 }), sent("a", "g", null), sent("", "h", "")],
    [
      { id: "a", name: "f", arguments: '{"x":1}' },
      { id: generatedToolCallId("seed", 1), name: "g", arguments: "" },
      { id: generatedToolCallId("seed", 2), name: "h", arguments: "" },
    ],
  ],
])("A58: the calls %j each have an id of their own, a name and a text", (calls, written) => {
  expect(writtenCalls(calls as never, "seed")).toStrictEqual(written);
});

test.each([
  ["length", true],
  ["stop", false],
  ["tool_calls", false],
  [null, false],
])("an answer that ended with %j may have ended within a call: %s", (reason, expected) => {
  expect(endsWithBudget(reason)).toBe(expected);
});

const call = (text: string, name = "f") => ({ id: "a", name, arguments: text });

test.each<[string, object]>([
  ['{"x":1}', { x: 1 }],
  ["", {}],
  [" \n", {}],
  ["null", {}],
  ['"{\\"x\\":1}"', { x: 1 }],
])("A58: the arguments %j are %j", (text, args) => {
  expect(readCall(call(text), false)).toStrictEqual({
    type: "tool_call",
    id: "a",
    name: "f",
    args,
  });
});

const NOT_BEGUN = "The answer ended before the arguments began.";
const NO_OBJECT = "The arguments are not a JSON object.";

test.each<[string, string, boolean, string]>([
  ["[1]", "f", false, NO_OBJECT],
  ['"text"', "f", false, NO_OBJECT],
  ["5", "f", false, NO_OBJECT],
  ["{", "f", false, "The arguments are not valid JSON: "],
  ["{}", "", false, "The call names no tool."],
  ["[1]", "", false, NO_OBJECT],
  ["", "f", true, NOT_BEGUN],
  [" ", "f", true, NOT_BEGUN],
  ["{", "f", true, "The arguments are not valid JSON: "],
])(
  "A58: the arguments %j of the tool %j, cut is %s: invalid, because %s",
  (text, name, cut, why) => {
    const { error, ...read } = readCall(call(text, name), cut) as { error?: string };
    expect(read).toStrictEqual({ type: "invalid_tool_call", id: "a", name, args: text });
    expect(error).toContain(why);
  },
);

test("only the last call of an answer that was cut may be a part of one", () => {
  const calls = [call(""), call("")];
  const whole = { type: "tool_call", id: "a", name: "f", args: {} };
  const part = { type: "invalid_tool_call", id: "a", name: "f", args: "", error: NOT_BEGUN };
  expect(readCalls(calls, true)).toStrictEqual({ tool_calls: [whole], invalid_tool_calls: [part] });
  expect(readCalls(calls, false).tool_calls).toHaveLength(2);
});
