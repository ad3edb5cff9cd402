import {
  AIMessage,
  AIMessageChunk,
  ChatMessage,
  FunctionMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { messagesToWire } from "../../src/convert/messages-to-wire.js";
import { failureOf } from "../failure.js";

/** A turn that makes one call. */
const CALL = new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "f", args: {} }] });

describe("A31: roles", () => {
  test.each([
    ["SystemMessage", new SystemMessage("x"), { role: "system", content: "x" }],
    ["HumanMessage", new HumanMessage("x"), { role: "user", content: "x" }],
    ["AIMessage", new AIMessage("x"), { role: "assistant", content: "x" }],
    ["AIMessageChunk", new AIMessageChunk("x"), { role: "assistant", content: "x" }],
    ["generic user", new ChatMessage("x", "user"), { role: "user", content: "x" }],
    ["generic human", new ChatMessage("x", "human"), { role: "user", content: "x" }],
    ["generic system", new ChatMessage("x", "system"), { role: "system", content: "x" }],
    ["generic developer", new ChatMessage("x", "developer"), { role: "system", content: "x" }],
    ["generic assistant", new ChatMessage("x", "assistant"), { role: "assistant", content: "x" }],
    ["generic ai", new ChatMessage("x", "ai"), { role: "assistant", content: "x" }],
    [
      "a SystemMessage of several texts, a line each",
      new SystemMessage({
        content: [
          { type: "text", text: "x" },
          { type: "text", text: "y" },
        ],
      }),
      { role: "system", content: "x\ny" },
    ],
  ])("%s", (_, message, wire) => {
    expect(messagesToWire([message])).toStrictEqual([wire]);
  });

  test.each([
    ["ToolMessage", new ToolMessage({ content: "x", tool_call_id: "c1" })],
    [
      "generic tool",
      new ChatMessage({ content: "x", role: "tool", additional_kwargs: { tool_call_id: "c1" } }),
    ],
  ])("%s", (_, message) => {
    expect(messagesToWire([CALL, message])[1]).toStrictEqual({
      role: "tool",
      content: "x",
      tool_call_id: "c1",
    });
  });

  test.each([
    ["an unknown generic role", new ChatMessage("x", "critic"), '"critic"'],
    ["a RemoveMessage", new RemoveMessage({ id: "1" }), '"remove"'],
  ])("%s is refused and named with its place", async (_, message, role) => {
    const error = await failureOf(() => messagesToWire([new HumanMessage("hi"), message]));
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      code: "unsupported_role",
      field: "messages[1].role",
    });
    expect(error.message).toContain(role);
  });

  test("no message at all is refused", async () => {
    expect(await failureOf(() => messagesToWire([]))).toMatchObject({ field: "messages" });
  });

  test("a FunctionMessage answers the function_call of the turn before by a shared id", () => {
    const [call, result] = messagesToWire([
      new AIMessage({
        content: "",
        additional_kwargs: { function_call: { name: "add", arguments: '{"a":1}' } },
      }),
      new FunctionMessage({ name: "add", content: "2" }),
    ]);
    expect(call).toStrictEqual({
      role: "assistant",
      content: null,
      tool_calls: [
        { id: "call_add", type: "function", function: { name: "add", arguments: '{"a":1}' } },
      ],
    });
    expect(result).toStrictEqual({ role: "tool", content: "2", tool_call_id: "call_add" });
  });
});

describe("A38: only the contract's five keys", () => {
  test("name, id, metadata and extras of a message stay here", () => {
    const extras = {
      id: "m1",
      name: "ada",
      additional_kwargs: { cache_control: { type: "ephemeral" }, refusal: null, audio: {} },
      response_metadata: { model_provider: "openai" },
    };
    const wire = messagesToWire([
      new HumanMessage({ content: "hi", ...extras }),
      new AIMessage({ content: "yes", ...extras, tool_calls: [{ id: "c", name: "f", args: {} }] }),
      new ToolMessage({ content: "r", tool_call_id: "c", artifact: { big: 1 }, ...extras }),
    ]);
    expect(wire).toStrictEqual([
      { role: "user", content: "hi" },
      {
        role: "assistant",
        content: "yes",
        tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      { role: "tool", content: "r", tool_call_id: "c" },
    ]);
  });
});

describe("A32: content", () => {
  const content = (blocks: unknown[]) => new HumanMessage({ content: blocks as never });

  test("one text block, or several, become one string", () => {
    expect(messagesToWire([content([{ type: "text", text: "a" }])])).toStrictEqual([
      { role: "user", content: "a" },
    ]);
    expect(
      messagesToWire([
        content([
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ]),
      ]),
    ).toStrictEqual([{ role: "user", content: "a\nb" }]);
  });

  test("text beside media stays a list, in order, without its empty blocks", () => {
    const [wire] = messagesToWire([
      content([
        { type: "text", text: "first" },
        { type: "image_url", image_url: "https://x.test/a.png" },
        { type: "text", text: "" },
        { type: "text", text: "last" },
      ]),
    ]);
    expect(wire?.content).toStrictEqual([
      { type: "text", text: "first" },
      { type: "image_url", image_url: { url: "https://x.test/a.png" } },
      { type: "text", text: "last" },
    ]);
  });

  test("an empty human message is an empty string", () => {
    expect(messagesToWire([new HumanMessage("")])).toStrictEqual([{ role: "user", content: "" }]);
  });

  test("a system message with an image is refused with its place", async () => {
    const message = new SystemMessage({
      content: [{ type: "image_url", image_url: "https://x.test/a.png" }],
    });
    expect(await failureOf(() => messagesToWire([message]))).toMatchObject({
      code: "unsupported_content",
      field: "messages[0].content[0]",
    });
  });

  test("an unknown block in a human message is refused with its place", async () => {
    const error = await failureOf(() =>
      messagesToWire([content([{ type: "text", text: "a" }, { type: "hologram" }])]),
    );
    expect(error).toMatchObject({ code: "unsupported_content", field: "messages[0].content[1]" });
    expect(error.message).toContain('"hologram"');
  });
});

describe("A40: assistant turns", () => {
  const call = { type: "tool_call" as const, id: "c1", name: "add", args: { a: 1 } };
  const wireCall = {
    id: "c1",
    type: "function",
    function: { name: "add", arguments: '{"a":1}' },
  };

  test.each([
    ["an empty string", ""],
    ["an empty list", []],
    ["a list with an empty text", [{ type: "text", text: "" }]],
  ])("content is null beside tool calls when it is %s", (_, content) => {
    const message = new AIMessage({ content, tool_calls: [call] });
    expect(messagesToWire([message])).toStrictEqual([
      { role: "assistant", content: null, tool_calls: [wireCall] },
    ]);
  });

  test("text beside tool calls is kept", () => {
    const message = new AIMessage({ content: "I will add.", tool_calls: [call] });
    expect(messagesToWire([message])[0]).toMatchObject({ content: "I will add." });
  });

  test("without calls an empty answer is an empty string", () => {
    expect(messagesToWire([new AIMessage("")])).toStrictEqual([{ role: "assistant", content: "" }]);
  });

  test("A42: Anthropic's tool_use and thinking blocks leave their text and their call", () => {
    const message = new AIMessage({
      content: [
        { type: "thinking", thinking: "hmm", signature: "s" },
        { type: "text", text: "Adding.", cache_control: { type: "ephemeral" } },
        { type: "tool_use", id: "c1", name: "add", input: { a: 1 } },
      ],
      tool_calls: [call],
      response_metadata: { model_provider: "anthropic" },
    });
    expect(messagesToWire([message])).toStrictEqual([
      { role: "assistant", content: "Adding.", tool_calls: [wireCall] },
    ]);
  });

  test.each([
    ["a refusal", { refusal: "I cannot." }],
    ["the words of a spoken answer", { audio: { id: "a", data: "AAAA", transcript: "I cannot." } }],
  ])("%s that OpenAI keeps beside an empty content is not lost", (_, additional_kwargs) => {
    const answer = (content: string) =>
      messagesToWire([new AIMessage({ content, additional_kwargs })]);
    expect(answer("")).toStrictEqual([{ role: "assistant", content: "I cannot." }]);
    expect(answer("Said.")).toStrictEqual([{ role: "assistant", content: "Said." }]);
  });

  test("an unknown block of another provider is left out and its neighbours stay", () => {
    const message = new AIMessage({
      content: [
        { type: "text", text: "a" },
        { type: "web_search_call", id: "w" } as never,
        { type: "text", text: "b" },
      ],
    });
    expect(messagesToWire([message])).toStrictEqual([{ role: "assistant", content: "ab" }]);
  });
});

describe("reasoning of earlier turns", () => {
  const turn = (response_metadata: Record<string, unknown>, reasoning: unknown) =>
    messagesToWire([
      new AIMessage({
        content: "yes",
        additional_kwargs: { reasoning_content: reasoning },
        response_metadata,
      }),
    ])[0];

  test.each([{ model_provider: "fireworks" }, {}])("goes back for %o", (metadata) => {
    expect(turn(metadata, "so")).toHaveProperty("reasoning_content", "so");
  });

  test.each(["deepseek", "groq", "ollama", "xai", "openai"])(
    "A94: of %s is not replayed",
    (model_provider) => {
      expect(turn({ model_provider }, "so")).not.toHaveProperty("reasoning_content");
    },
  );

  test.each([[null], [1], [{ text: "so" }], [["so"]]])(
    "that is %o is not replayed",
    (reasoning) => {
      expect(turn({}, reasoning)).not.toHaveProperty("reasoning_content");
    },
  );
});

describe("A39: tool results", () => {
  const result = (content: unknown) =>
    messagesToWire([CALL, new ToolMessage({ content: content as never, tool_call_id: "c1" })])[1]
      ?.content;

  test("several texts become one string", () => {
    expect(
      result([
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ]),
    ).toBe("a\nb");
  });

  test("an image in a result stays a part", () => {
    expect(
      result([
        { type: "text", text: "chart" },
        { type: "image", data: "iVBORw0KGgoAAA", mimeType: "image/png" },
      ]),
    ).toStrictEqual([
      { type: "text", text: "chart" },
      { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgoAAA" } },
    ]);
  });

  test("an object of the tool's own is sent as JSON, not dropped", () => {
    expect(result([{ type: "weather", celsius: 20 }])).toBe('{"type":"weather","celsius":20}');
  });
});

test("ten thousand calls of one turn find their results, in any order and by another prefix", () => {
  const places = Array.from({ length: 10_000 }, (_, place) => place);
  const calls = places.map((place) => ({ id: `call_x${place}`, name: "f", args: {} }));
  const ids = places.map((place) => (place % 2 ? `call_x${place}` : `fc_x${place}`)).toReversed();
  const results = ids.map((id) => new ToolMessage({ tool_call_id: id, content: "x" }));
  const wire = messagesToWire([new AIMessage({ content: "", tool_calls: calls }), ...results]);
  expect(wire.slice(1)).toStrictEqual(
    calls.toReversed().map(({ id }) => ({ role: "tool", content: "x", tool_call_id: id })),
  );
});
