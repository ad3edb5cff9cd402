import {
  AIMessage,
  type BaseMessage,
  FunctionMessage,
  HumanMessage,
  ToolMessage,
} from "@langchain/core/messages";
import type { AssistantMessage, ToolResultMessage } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { failureOf } from "./failure.js";
import { lastBody, localModels } from "./local-model.js";

type Call = [id: string | undefined, name: string];

const asks = (...calls: Call[]) =>
  new AIMessage({
    content: "",
    tool_calls: calls.map(([id, name]) => ({ ...(id !== undefined && { id }), name, args: {} })),
  });

const result = (id: string | undefined, content: string, name?: string) => {
  const message = new ToolMessage({
    content,
    tool_call_id: "",
    ...(name !== undefined && { name }),
  });
  message.tool_call_id = id as string;
  return message;
};

/** Which call each result was sent for, by the call's place in its message: `{ "22": 0 }`. */
async function pairs(...history: BaseMessage[]): Promise<Record<string, number>> {
  const { local, model } = localModels();
  await model().invoke([new HumanMessage("go"), ...history]);
  const { messages } = lastBody(local);
  let calls: (string | null | undefined)[] = [];
  const found: Record<string, number> = {};
  for (const message of messages) {
    const made = (message as AssistantMessage).tool_calls;
    if (made) calls = made.map(({ id }) => id);
    if (message.role !== "tool") continue;
    const { content, tool_call_id: id } = message as ToolResultMessage;
    found[String(content)] = calls.indexOf(id);
  }
  return found;
}

describe("A41: tool results find their calls", () => {
  test.each<[string, BaseMessage[], Record<string, number>]>([
    [
      "by their ids, in any order",
      [asks(["c1", "f"], ["c2", "f"]), result("c2", "two"), result("c1", "one")],
      { one: 0, two: 1 },
    ],
    [
      "without an id, when one call is open",
      [asks(["c1", "f"]), result(undefined, "one")],
      { one: 0 },
    ],
    ["with an empty id, when one call is open", [asks(["c1", "f"]), result("", "one")], { one: 0 }],
    [
      "without an id, when the others are answered",
      [asks(["c1", "f"], ["c2", "g"]), result("c1", "one"), result("", "two")],
      { one: 0, two: 1 },
    ],
    [
      "without an id, by the tool's name",
      [asks(["c1", "f"], ["c2", "g"]), result("", "two", "g"), result("", "one", "f")],
      { one: 0, two: 1 },
    ],
    [
      "when neither calls nor results have ids, by the tool's name",
      [asks([undefined, "f"], [undefined, "g"]), result("", "two", "g"), result("", "one", "f")],
      { one: 0, two: 1 },
    ],
    [
      "with a foreign id, by the name of the only open call",
      [asks(["c1", "f"], ["c2", "g"]), result("x9", "two", "g"), result("c1", "one", "f")],
      { one: 0, two: 1 },
    ],
    [
      "under another vendor's prefix",
      [asks(["call_1a", "f"], ["call_2b", "f"]), result("fc_2b", "two"), result("fc_1a", "one")],
      { one: 0, two: 1 },
    ],
    [
      "of two calls with one id, in their order",
      [asks(["c1", "f"], ["c1", "g"]), result("c1", "one"), result("c1", "two")],
      { one: 0, two: 1 },
    ],
    [
      "of the turn they follow, when two turns use one id",
      [asks(["c1", "f"]), result("c1", "old"), asks(["c2", "f"], ["c1", "f"]), result("c1", "new")],
      { old: 0, new: 1 },
    ],
    [
      "of a function_call, though the result is a ToolMessage's ancestor",
      [asks(["c1", "f"]), new FunctionMessage({ name: "f", content: "one" })],
      { one: 0 },
    ],
    [
      "no repair takes a call from the result that names it",
      [asks(["c1", "f"], ["c2", "f"]), result("", "two"), result("c1", "one")],
      { one: 0, two: 1 },
    ],
  ])("%s", async (_, history, expected) => {
    expect(await pairs(...history)).toStrictEqual(expected);
  });

  test("by the item id of OpenAI's Responses", async () => {
    const call = asks(["call_1", "f"], ["call_2", "f"]);
    call.additional_kwargs.__openai_function_call_ids__ = { call_1: "fc_x", call_2: "fc_y" };
    expect(await pairs(call, result("fc_y", "two"), result("fc_x", "one"))).toStrictEqual({
      one: 0,
      two: 1,
    });
  });

  test("a second result of one call, as a retried tool leaves it, keeps its id", async () => {
    expect(await pairs(asks(["c1", "f"]), result("c1", "a"), result("c1", "b"))).toStrictEqual({
      a: 0,
      b: 0,
    });
  });

  test("A41: an invalid call and its error are sent as a pair, with valid JSON", async () => {
    const { local, model } = localModels();
    await model().invoke([
      new HumanMessage("go"),
      new AIMessage({
        content: "",
        tool_calls: [{ id: "c1", name: "f", args: { a: 1 } }],
        invalid_tool_calls: [{ id: "c2", name: "g", args: '{"a":', error: "cut" }],
      }),
      result("c1", "one"),
      result("c2", "error: cut"),
    ]);
    expect(lastBody(local).messages.slice(1)).toMatchObject([
      {
        content: null,
        tool_calls: [
          { id: "c1", function: { name: "f", arguments: '{"a":1}' } },
          { id: "c2", function: { name: "g", arguments: '{"input":"{\\"a\\":"}' } },
        ],
      },
      { role: "tool", tool_call_id: "c1" },
      { role: "tool", tool_call_id: "c2" },
    ]);
  });
});

describe("A41: a tool result that belongs to no call is refused with its place", () => {
  test.each<[string, BaseMessage[], number]>([
    ["no call at all", [result("c1", "x")], 1],
    ["an id nobody gave", [asks(["c1", "f"]), result("c9", "x")], 2],
    ["the name of another tool", [asks(["c1", "f"]), result("c9", "x", "g")], 2],
    ["no id and two open calls", [asks(["c1", "f"], ["c2", "f"]), result("", "x")], 2],
    ["a name two open calls share", [asks(["c1", "f"], ["c2", "f"]), result("", "x", "f")], 2],
    ["one result too many", [asks(["c1", "f"]), result("c1", "x"), result("", "y")], 3],
    ["the result before its call", [result("c1", "x"), asks(["c1", "f"])], 1],
  ])("%s", async (_, history, index) => {
    const { local, model } = localModels();
    const error = await failureOf(() => model().invoke([new HumanMessage("go"), ...history]));
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      code: "INVALID_TOOL_RESULTS",
      lc_error_code: "INVALID_TOOL_RESULTS",
      field: `messages[${index}].tool_call_id`,
      hint: expect.stringContaining("trimMessages"),
      retryable: false,
    });
    expect(error.message).toContain(`messages[${index}]`);
    expect(local.requests).toHaveLength(0);
  });
});

describe("histories that stop in the middle are sent as they are", () => {
  test.each<[string, BaseMessage[]]>([
    ["calls without results", [asks(["c1", "f"], ["c2", "f"]), new HumanMessage("never mind")]],
    ["some results missing", [asks(["c1", "f"], ["c2", "f"]), result("c1", "x")]],
    ["an empty answer", [new AIMessage(""), new HumanMessage("hello?")]],
    ["an empty result", [asks(["c1", "f"]), result("c1", "")]],
    ["an assistant's words last", [new AIMessage("The answer is")]],
  ])("%s", async (_, history) => {
    const { local, model } = localModels();
    await model().invoke([new HumanMessage("go"), ...history]);
    expect(lastBody(local).messages).toHaveLength(history.length + 1);
  });
});

describe("A24: whatever core coerces into messages", () => {
  const call = {
    id: "c1",
    type: "function",
    function: { name: "f", arguments: '{"a":1}' },
  };

  test("objects with role and content, in OpenAI's shape", async () => {
    const { local, model } = localModels();
    await model().invoke([
      { role: "developer", content: "Be brief." },
      { role: "user", content: [{ type: "text", text: "go", cache_control: { type: "x" } }] },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "1" },
    ] as never);
    expect(lastBody(local).messages).toStrictEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "go" },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "1" },
    ]);
  });

  test("tuples and bare strings", async () => {
    const { local, model } = localModels();
    await model().invoke([
      ["system", "Be brief."],
      ["human", "go"],
      ["ai", "gone"],
      "again",
    ] as never);
    expect(lastBody(local).messages).toStrictEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "go" },
      { role: "assistant", content: "gone" },
      { role: "user", content: "again" },
    ]);
  });
});

describe("A41: what JavaScript lets into a history", () => {
  const sent = async (...history: BaseMessage[]) => {
    const { local, model } = localModels();
    await model().invoke([new HumanMessage("go"), ...history]);
    return lastBody(local).messages.slice(1);
  };

  test("badly written calls that stand only in v1 blocks find their results", async () => {
    const content = [
      { type: "tool_call" as const, id: "c1", name: "f", args: {} },
      { type: "invalid_tool_call" as const, id: "c2", name: "g", args: "{bad", error: "no JSON" },
    ];
    const both = new AIMessage({ contentBlocks: content });
    const only = new AIMessage({ contentBlocks: content.slice(1) });
    const wire = await sent(
      both,
      result("c1", "one"),
      result("c2", "two"),
      only,
      result("c2", "3"),
    );
    const calls = wire.map((message) => (message as AssistantMessage).tool_calls);
    expect(calls[0]?.map(({ id }) => id)).toStrictEqual(["c1", "c2"]);
    expect(calls[3]).toMatchObject([
      { id: "c2", function: { name: "g", arguments: '{"input":"{bad"}' } },
    ]);
  });

  test("a badly written call that was repaired in the list is sent once", async () => {
    const repaired = new AIMessage({
      content: [{ type: "invalid_tool_call", id: "c1", name: "f", args: "{bad", error: "no JSON" }],
      tool_calls: [{ id: "c1", name: "f", args: { a: 1 } }],
    });
    const [asked] = await sent(repaired, result("c1", "one"));
    expect((asked as AssistantMessage).tool_calls).toStrictEqual([
      { id: "c1", type: "function", function: { name: "f", arguments: '{"a":1}' } },
    ]);
  });

  test("an object as a tool's result is sent as JSON", async () => {
    const object = result("c1", "");
    Object.assign(object, { content: { celsius: 20 } });
    expect(await sent(asks(["c1", "f"]), object)).toMatchObject([
      {},
      { content: '{"celsius":20}' },
    ]);
  });

  test("arguments that JSON cannot hold are refused with the message's place", async () => {
    const call = { id: "c1", name: "f", args: { big: 5n } };
    const error = await failureOf(() => sent(new AIMessage({ content: "", tool_calls: [call] })));
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      field: "messages[1].tool_calls",
    });
  });

  test("A42: reasoning_content of a message in the wire's own form is sent back", async () => {
    const { local, model } = localModels();
    const turn = { role: "assistant", content: "Yes.", reasoning_content: "Hm." };
    await model().invoke([{ role: "user", content: "Is it?" }, turn, ["human", "Sure?"]]);
    expect(lastBody(local).messages[1]).toStrictEqual(turn);
  });

  test("stored messages that were not read back are refused, not sent empty", async () => {
    const { model } = localModels();
    const stored = new HumanMessage("hi").toDict();
    const error = await failureOf(() => model().invoke([stored as never]));
    expect(error).toMatchObject({ code: "stored_message", field: "messages[0]" });
  });

  test("A71: tools: null is no tools", async () => {
    const { local, model } = localModels();
    await model().invoke("hi", { tools: null as never });
    expect(lastBody(local)).not.toHaveProperty("tools");
  });
});
