import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { messagesFromWire } from "../../src/convert/messages-from-wire.js";
import { messagesToWire } from "../../src/convert/messages-to-wire.js";

describe("messages of a request, read back", () => {
  const MESSAGES = [
    new SystemMessage("Be brief."),
    new HumanMessage([
      { type: "text", text: "What is this?" },
      { type: "image_url", image_url: { url: "https://example.org/cat.png" } },
    ]),
    new AIMessage({
      content: "",
      additional_kwargs: { reasoning_content: "Let me look." },
      tool_calls: [{ id: "c1", name: "look", args: { closely: true } }],
    }),
    new ToolMessage({ content: "a cat", tool_call_id: "c1" }),
    new AIMessage("A cat."),
    new HumanMessage("Thanks."),
  ];

  it("are LangChain's again", () => {
    const read = messagesFromWire(messagesToWire(MESSAGES));
    expect(read.map((message) => message.type)).toEqual(MESSAGES.map((message) => message.type));
    expect(read[2]).toMatchObject({
      tool_calls: [{ id: "c1", name: "look", args: { closely: true } }],
    });
    expect(read[3]).toMatchObject({ content: "a cat", tool_call_id: "c1" });
  });

  it("are sent as they were", () => {
    const wire = messagesToWire(MESSAGES);
    expect(messagesToWire(messagesFromWire(wire))).toEqual(wire);
  });
});
