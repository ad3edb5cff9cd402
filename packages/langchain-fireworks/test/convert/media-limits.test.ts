import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { messagesToWire } from "../../src/convert/messages-to-wire.js";
import { failureOf } from "../failure.js";

const MB = 1024 * 1024;
/** Base64 of so many bytes. */
const base64 = (bytes: number) => "A".repeat(Math.ceil((bytes * 4) / 3));
const human = (...blocks: unknown[]) => new HumanMessage({ content: blocks as never });
const png = (bytes: number) => ({ type: "image", data: base64(bytes), mimeType: "image/png" });
const link = { type: "image", url: "https://x.test/a.webp" };

describe("A34/D19: media is held against the documented limits", () => {
  test.each<[string, HumanMessage, string, string, RegExp]>([
    [
      "31 images",
      human({ type: "text", text: "" }, ...Array.from({ length: 31 }, () => link)),
      "too_many_images",
      "messages[0].content[31]",
      /image 31; a request may hold 30/,
    ],
    [
      "one image of 10 MB",
      human(png(10 * MB)),
      "media_too_large",
      "messages[0].content[0]",
      /10\.0 MB/,
    ],
    [
      "images of 10 MB together",
      human(png(6 * MB), { type: "text", text: "and" }, png(4.5 * MB)),
      "media_too_large",
      "messages[0].content[2]",
      /below 10 MB.*10\.5 MB/,
    ],
    [
      "a video of 11 MB",
      human({ type: "video", data: base64(11 * MB), mimeType: "video/mp4" }),
      "media_too_large",
      "messages[0].content[0]",
      /sound or video.*11\.0 MB/,
    ],
    [
      "sound of 11 MB as OpenAI's part",
      human({ type: "input_audio", input_audio: { data: base64(11 * MB), format: "wav" } }),
      "media_too_large",
      "messages[0].content[0]",
      /11\.0 MB/,
    ],
    [
      "a WebP",
      human({ type: "image", data: "AAAA", mimeType: "image/webp" }),
      "unsupported_media",
      "messages[0].content[0]",
      /image\/webp/,
    ],
    [
      "a WebP that is called PNG",
      human({ type: "image", data: btoa("RIFF\0\0\0\0WEBPVP8 "), mimeType: "image/png" }),
      "unsupported_media",
      "messages[0].content[0]",
      /image\/webp/,
    ],
    [
      "a PNG by a name that no format has",
      human({ type: "image", data: "iVBORw0KGgo=", mimeType: "image/hi" }),
      "unsupported_media",
      "messages[0].content[0]",
      /image\/hi/,
    ],
    [
      "an SVG written into its URL",
      human({ type: "image_url", image_url: "data:image/svg+xml,<svg/>" }),
      "unsupported_media",
      "messages[0].content[0]",
      /image\/svg\+xml/,
    ],
  ])("%s: refused with place and size", async (_, message, code, field, text) => {
    const error = await failureOf(() => messagesToWire([message]));
    expect(error).toMatchObject({ name: "FireworksConfigurationError", code, field });
    expect(error.message).toMatch(text);
    expect(error.hint).toContain("checkMedia: false");
    expect(messagesToWire([message], { checkMedia: false })).toHaveLength(1);
  });

  test.each<[string, HumanMessage]>([
    ["30 images", human(...Array.from({ length: 30 }, () => link))],
    ["just below 10 MB", human(png(10 * MB - 3))],
    ["an image by URL, whatever its name", human(link)],
    ["two videos of 9 MB", human(...[1, 2].map(() => ({ type: "video", data: base64(9 * MB) })))],
    ...["png", "jpeg", "jpg", "gif", "bmp", "tiff", "ppm", "x-portable-pixmap"].map(
      (type): [string, HumanMessage] => [
        type,
        human({ type: "image", data: "AAAA", mimeType: `image/${type}` }),
      ],
    ),
  ])("%s: sent", (_, message) => {
    expect(messagesToWire([message])).toHaveLength(1);
  });

  test("all messages count, and the block of a later turn is named", async () => {
    const history = [
      human(png(6 * MB)),
      new AIMessage({ content: "", tool_calls: [{ id: "c1", name: "f", args: {} }] }),
      new ToolMessage({
        tool_call_id: "c1",
        content: [{ type: "text", text: "a" }, png(6 * MB)] as never,
      }),
    ];
    expect(await failureOf(() => messagesToWire(history))).toMatchObject({
      code: "media_too_large",
      field: "messages[2].content[1]",
    });
  });
});
