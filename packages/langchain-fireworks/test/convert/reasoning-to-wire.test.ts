import {
  AIMessage,
  type AIMessageFields,
  AIMessageChunk,
  ChatMessage,
  HumanMessage,
} from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { messagesToWire } from "../../src/convert/messages-to-wire.js";
import { type ReasoningReplay, reasoningToWire } from "../../src/convert/reasoning-to-wire.js";
import { installContentBlockTranslator } from "../../src/convert/content-blocks.js";

installContentBlockTranslator();

/** What goes back of one assistant message. */
function replayed(fields: AIMessageFields, replay: ReasoningReplay = {}): string | undefined {
  return reasoningToWire([new HumanMessage("hi"), new AIMessage(fields)], 0, replay).get(1);
}

const by = (model_provider?: string) => ({
  response_metadata: model_provider === undefined ? {} : { model_provider },
});
const beside = (reasoning_content: unknown, provider?: string): AIMessageFields => ({
  content: "Yes.",
  additional_kwargs: { reasoning_content },
  ...by(provider),
});
const inContent = (provider: string | undefined, ...reasoning: unknown[]): AIMessageFields => ({
  content: [
    ...reasoning.map((text) => ({ type: "reasoning", reasoning: text })),
    { type: "text", text: "Yes." },
  ],
  ...by(provider),
});

describe("A93: own reasoning goes back", () => {
  test.each<[string, AIMessageFields, string | undefined]>([
    ["text", beside("So.", "fireworks"), "So."],
    ["an empty string", beside("", "fireworks"), ""],
    ["null", beside(null, "fireworks"), undefined],
    ["nothing", { content: "Yes.", ...by("fireworks") }, undefined],
    ["of a message that does not say whose it is", beside("So."), "So."],
    ["of a message whose provider is null", beside("So.", null as never), "So."],
    ["of a message whose provider is empty", beside("So.", ""), "So."],
    ["from a block", inContent("fireworks", "So."), "So."],
    ["from a block that does not say whose it is", inContent(undefined, "So."), "So."],
    ["from an empty block", inContent("fireworks", ""), ""],
    ["from several blocks", inContent("fireworks", "So", " so."), "So so."],
    [
      "from v1 output",
      {
        contentBlocks: [{ type: "reasoning", reasoning: "So." }],
        response_metadata: { output_version: "v1", model_provider: "fireworks" },
      },
      "So.",
    ],
    [
      "beside the content before the blocks",
      { ...inContent("fireworks", "block"), additional_kwargs: { reasoning_content: "beside" } },
      "beside",
    ],
  ])("%s", (_, fields, expected) => {
    expect(replayed(fields)).toBe(expected);
  });

  test("a chunk's as well", () => {
    const chunk = new AIMessageChunk(beside("So.", "fireworks") as never);
    expect(reasoningToWire([chunk], -1, {}).get(0)).toBe("So.");
  });

  test.each([7, true, { text: "x" }, ["x"]])("%j is no reasoning and stays here", (value) => {
    expect(replayed(beside(value, "fireworks"))).toBeUndefined();
    expect(replayed(inContent("fireworks", value))).toBeUndefined();
    expect(replayed(beside(value), { replayReasoning: "all" })).toBeUndefined();
  });
});

const VENDORS = ["deepseek", "groq", "ollama", "xai", "openai", "anthropic", "google-genai"];

describe("A94: another vendor's reasoning", () => {
  test.each(VENDORS)("%s: stays here", (vendor) => {
    expect(replayed(beside("So.", vendor))).toBeUndefined();
    expect(replayed(inContent(vendor, "So."))).toBeUndefined();
    const [, wire] = messagesToWire([
      new HumanMessage("hi"),
      new AIMessage(inContent(vendor, "So.")),
    ]);
    expect(wire).toStrictEqual({ role: "assistant", content: "Yes." });
  });

  test("its blocks stay out of the content while own reasoning goes back", () => {
    const message = new AIMessage({
      ...inContent("fireworks", "theirs"),
      additional_kwargs: { reasoning_content: "ours" },
    });
    expect(messagesToWire([message])).toStrictEqual([
      { role: "assistant", content: "Yes.", reasoning_content: "ours" },
    ]);
  });

  test.each<[string, AIMessageFields]>([
    ["deepseek", beside("So.", "deepseek")],
    ["groq", { content: "Yes.", additional_kwargs: { reasoning: "So." }, ...by("groq") }],
    [
      "anthropic",
      { content: [{ type: "thinking", thinking: "So.", signature: "x" }], ...by("anthropic") },
    ],
    ["fireworks", beside("So.", "fireworks")],
  ])("%s: goes along with `all`, and nothing does with `none`", (_, fields) => {
    expect(replayed(fields, { replayReasoning: "all" })).toBe("So.");
    expect(replayed(fields, { replayReasoning: "none" })).toBeUndefined();
  });
});

describe("A91: only what the server would keep is sent", () => {
  const turns = [
    new HumanMessage("one"),
    new AIMessage(beside("old")),
    new ChatMessage("two", "user"),
    new AIMessage(beside("new")),
    new AIMessage(beside("newer")),
  ];
  test.each<[ReasoningReplay["reasoningHistory"], number[]]>([
    [undefined, [1, 3, 4]],
    ["preserved", [1, 3, 4]],
    ["interleaved", [3, 4]],
    ["disabled", []],
  ])("%s", (reasoningHistory, places) => {
    expect([...reasoningToWire(turns, 2, { reasoningHistory }).keys()]).toStrictEqual(places);
  });

  test("without a user message all belongs to this turn", () => {
    const replay = { reasoningHistory: "interleaved" } as const;
    expect(reasoningToWire([new AIMessage(beside("a"))], -1, replay).size).toBe(1);
  });
});
