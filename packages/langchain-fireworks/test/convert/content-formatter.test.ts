import {
  AIMessage,
  type BaseMessage,
  ChatMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { messagesToWire } from "../../src/convert/messages-to-wire.js";
import { failureOf } from "../failure.js";

/**
 * What the tests of the Python package's content formatter assert (section C.1 of the feature list),
 * each against ours; where ours differs on purpose, the title says so.
 */
const PNG = "iVBORw0KGgo=";
const DATA_URL = `data:image/png;base64,${PNG}`;
const LINK = "https://x.test/a.png";
const imagePart = (url: string) => ({ type: "image_url", image_url: { url } });

/** The content one message is sent with. */
const contentOf = (message: BaseMessage) => messagesToWire([message])[0]?.content;
const formatted = (...blocks: unknown[]) =>
  contentOf(new HumanMessage({ content: blocks as never }));

describe("C.1: the content formatter", () => {
  test("leaves a plain string as it is", () => {
    expect(contentOf(new HumanMessage("hi"))).toBe("hi");
  });

  test.each<[string, unknown, string]>([
    ["a v1 image with base64", { type: "image", data: PNG, mimeType: "image/png" }, DATA_URL],
    [
      "a v0 image with base64",
      { type: "image", source_type: "base64", data: PNG, mime_type: "image/png" },
      DATA_URL,
    ],
    ["a v1 image with a URL", { type: "image", url: LINK }, LINK],
    ["a v0 image with a URL", { type: "image", source_type: "url", url: LINK }, LINK],
    ["an image_url part", imagePart(LINK), LINK],
    [
      "Anthropic's image with base64",
      { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } },
      DATA_URL,
    ],
    ["Anthropic's image with a URL", { type: "image", source: { type: "url", url: LINK } }, LINK],
  ])("sends %s as image_url", (_, block, url) => {
    expect(formatted(block)).toStrictEqual([imagePart(url)]);
  });

  test.each([
    "tool_use",
    "thinking",
    "reasoning_content",
    "function_call",
    "code_interpreter_call",
  ])("drops %s, and the text next to it stays", (type) => {
    expect(formatted({ type, [type]: "x" }, { type: "text", text: "kept" })).toBe("kept");
  });

  test("keeps the order around dropped blocks", () => {
    expect(
      formatted(
        { type: "text", text: "a" },
        { type: "thinking", thinking: "x" },
        imagePart(LINK),
        { type: "tool_use", id: "t" },
        { type: "text", text: "b" },
      ),
    ).toStrictEqual([{ type: "text", text: "a" }, imagePart(LINK), { type: "text", text: "b" }]);
  });

  test("differs: v1 audio becomes audio_url, which Fireworks documents, not input_audio", () => {
    expect(formatted({ type: "audio", data: "AAAA", mimeType: "audio/mpeg" })).toStrictEqual([
      { type: "audio_url", audio_url: { url: "data:audio/mpeg;base64,AAAA" } },
    ]);
  });

  test("differs: a text file is inlined with its name, since Fireworks refuses file parts", () => {
    const file = { type: "file", data: btoa("a,b"), mimeType: "text/csv", filename: "t.csv" };
    expect(formatted(file)).toBe("t.csv:\na,b");
  });

  test("converts a tool message with an image and keeps its tool_call_id", () => {
    const [, result] = messagesToWire([
      new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "f", args: {} }] }),
      new ToolMessage({ content: [{ type: "image", url: LINK }] as never, tool_call_id: "c1" }),
    ]);
    expect(result).toStrictEqual({
      role: "tool",
      content: [imagePart(LINK)],
      tool_call_id: "c1",
    });
  });

  test("converts text and image of a human message in order", () => {
    expect(formatted({ type: "text", text: "see" }, { type: "image", url: LINK })).toStrictEqual([
      { type: "text", text: "see" },
      imagePart(LINK),
    ]);
  });

  test("formats a generic message's content the same way", () => {
    const content = [{ type: "image", url: LINK }] as never;
    expect(contentOf(new ChatMessage({ content, role: "user" }))).toStrictEqual([imagePart(LINK)]);
  });

  test("differs: a generic message of a role of its own is refused; Fireworks knows four", async () => {
    const message = new ChatMessage({ content: "x", role: "critic" });
    expect(await failureOf(() => messagesToWire([message]))).toMatchObject({
      code: "unsupported_role",
    });
  });

  test.each<[string, BaseMessage[]]>([
    ["human", [new HumanMessage("hi")]],
    ["system", [new SystemMessage("hi")]],
    [
      "tool",
      [
        new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "f", args: {} }] }),
        new ToolMessage({ content: "hi", tool_call_id: "c1" }),
      ],
    ],
  ])("leaves the string of a %s message as it is", (_, messages) => {
    expect(messagesToWire(messages).at(-1)?.content).toBe("hi");
  });

  test("takes the thinking block out of a system message and keeps its text", () => {
    const content = [
      { type: "thinking", thinking: "x" },
      { type: "text", text: "Be brief." },
    ];
    expect(contentOf(new SystemMessage({ content: content as never }))).toBe("Be brief.");
  });

  test("converts the image of an AI message instead of sending it raw", () => {
    const content = [{ type: "image", data: PNG, mimeType: "image/png" }];
    expect(contentOf(new AIMessage({ content: content as never }))).toStrictEqual([
      imagePart(DATA_URL),
    ]);
  });

  test("refuses a file given by URL and says so", async () => {
    const error = await failureOf(() =>
      formatted({ type: "file", url: "https://x.test/a.txt", mimeType: "text/plain" }),
    );
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      code: "unsupported_content",
    });
    expect(error.hint).toContain("not fetched by URL");
  });
});
