import { describe, expect, test } from "vitest";
import { contentToParts, type UnknownBlocks } from "../../src/convert/content-to-wire.js";
import { failureOf } from "../failure.js";

const PNG = "iVBORw0KGgoAAAANSUhEUg==";
const PNG_BYTES = Uint8Array.from(atob(PNG), (char) => char.charCodeAt(0));
const JPEG = "/9j/4AAQSkZJRg==";
const WEBP = btoa("RIFF\0\0\0\0WEBPVP8 ");
const WAV = btoa("RIFF\0\0\0\0WAVEfmt ");
const URL = "https://x.test/a";

const partsIn = (blocks: unknown[], unknownBlocks: UnknownBlocks) =>
  contentToParts(blocks, "content", unknownBlocks).map(({ part }) => part);
const parts = (...blocks: unknown[]) => partsIn(blocks, "refuse");
const image = (url: string, detail?: string) => ({
  type: "image_url",
  image_url: detail === undefined ? { url } : { url, detail },
});
const nonStandard = (value: unknown) => ({ type: "non_standard", value });
const data = (type: string, base64: string) => `data:${type};base64,${base64}`;

describe("text", () => {
  test.each([
    ["a bare string", "hi"],
    ["text", { type: "text", text: "hi" }],
    ["OpenAI input_text", { type: "input_text", text: "hi" }],
    ["OpenAI output_text", { type: "output_text", text: "hi", annotations: [] }],
    ["Anthropic text_delta", { type: "text_delta", text: "hi" }],
    [
      "A38: text with every extra key we have met",
      {
        type: "text",
        text: "hi",
        index: 0,
        id: "b1",
        cache_control: { type: "ephemeral" },
        annotations: [{ type: "citation" }],
        extras: { signature: "s" },
      },
    ],
  ])("%s", (_, block) => {
    expect(parts(block)).toStrictEqual([{ type: "text", text: "hi" }]);
  });

  test("an empty text is dropped", () => {
    expect(parts({ type: "text", text: "" }, { type: "text" }, "")).toStrictEqual([]);
  });
});

describe("A33: images", () => {
  test.each<[string, unknown, unknown]>([
    ["image_url with an object", { type: "image_url", image_url: { url: URL } }, image(URL)],
    ["image_url with a string", { type: "image_url", image_url: URL }, image(URL)],
    [
      "image_url with detail",
      { type: "image_url", image_url: { url: URL, detail: "low", extra: 1 } },
      image(URL, "low"),
    ],
    [
      "OpenAI input_image",
      { type: "input_image", image_url: URL, detail: "high" },
      image(URL, "high"),
    ],
    ["v1 url", { type: "image", url: URL }, image(URL)],
    [
      "v1 base64",
      { type: "image", data: PNG, mimeType: "image/webp" },
      image(data("image/webp", PNG)),
    ],
    [
      "v1 bytes",
      { type: "image", data: PNG_BYTES, mimeType: "image/png" },
      image(data("image/png", PNG)),
    ],
    [
      "bytes without a type are sniffed",
      { type: "image", data: PNG_BYTES },
      image(data("image/png", PNG)),
    ],
    ["JPEG is sniffed", { type: "image", data: JPEG }, image(data("image/jpeg", JPEG))],
    ["WebP is sniffed", { type: "image", data: WEBP }, image(data("image/webp", WEBP))],
    ["GIF is sniffed", { type: "image", data: "R0lGODlh" }, image(data("image/gif", "R0lGODlh"))],
    [
      "an unknown picture is called a PNG",
      { type: "image", data: "AAAA" },
      image(data("image/png", "AAAA")),
    ],
    ["v0 url", { type: "image", source_type: "url", url: URL }, image(URL)],
    [
      "v0 base64",
      { type: "image", source_type: "base64", data: PNG, mime_type: "image/png" },
      image(data("image/png", PNG)),
    ],
    [
      "Anthropic base64",
      { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } },
      image(data("image/png", PNG)),
    ],
    ["Anthropic url", { type: "image", source: { type: "url", url: URL } }, image(URL)],
    [
      "Google inline media",
      { type: "media", mimeType: "image/png", data: PNG },
      image(data("image/png", PNG)),
    ],
    ["Google media by URI", { type: "media", mimeType: "image/png", fileUri: URL }, image(URL)],
    [
      "data that is a data URL",
      { type: "image", data: data("image/png", PNG) },
      image(data("image/png", PNG)),
    ],
    [
      "A38: cache_control beside it",
      { type: "image", url: URL, cache_control: { type: "ephemeral" }, id: "i", index: 1 },
      image(URL),
    ],
  ])("%s", (_, block, part) => {
    expect(parts(block)).toStrictEqual([part]);
  });

  test.each<[string, unknown, string]>([
    [
      "Google's inlineData",
      { type: "inlineData", inlineData: { mimeType: "image/gif", data: "R0lG" } },
      data("image/gif", "R0lG"),
    ],
    [
      "Google's fileData",
      { type: "fileData", fileData: { mimeType: "image/png", fileUri: URL } },
      URL,
    ],
    [
      "Bedrock's bytes",
      { type: "image", image: { format: "png", source: { bytes: PNG_BYTES } } },
      data("image/png", PNG),
    ],
    [
      "a Buffer that went through JSON",
      { type: "image", data: { type: "Buffer", data: [1] } },
      data("image/png", "AQ=="),
    ],
    [
      "bytes that went through JSON",
      { type: "image", data: { 0: 137, 1: 80 } },
      data("image/png", "iVA="),
    ],
    ["an ArrayBuffer", { type: "image", data: PNG_BYTES.buffer }, data("image/png", PNG)],
    ["a block that LangChain has no name for", nonStandard({ type: "image", url: URL }), URL],
  ])("%s is an image", (_, block, url) => {
    expect(parts(block)).toStrictEqual([image(url)]);
  });

  test.each([
    ["beside it", { detail: "low" }],
    ["in metadata", { metadata: { detail: "low" } }],
    ["in extras", { extras: { detail: "low" } }],
  ])("detail %s is kept", (_, detail) => {
    expect(parts({ type: "image", url: URL, ...detail })).toStrictEqual([image(URL, "low")]);
  });

  test("base64 in lines becomes a URL without them", () => {
    const lines = `${PNG.slice(0, 8)}\n${PNG.slice(8)}\r\n`;
    expect(parts({ type: "image", data: lines })).toStrictEqual([image(data("image/png", PNG))]);
  });

  test.each(["gs://bucket/a.png", "file:///a.png", "blob:https://x.test/1", "s3://b/a.png"])(
    "%s, which Fireworks cannot fetch, is refused",
    async (url) => {
      const error = await failureOf(() => parts({ type: "image", url }));
      expect(error).toMatchObject({ code: "unsupported_content", field: "content[0]" });
      expect(error.message).toContain(url);
    },
  );

  test("a large picture as bytes does not overflow the stack", () => {
    const [part] = parts({ type: "image", data: new Uint8Array(300_000), mimeType: "image/png" });
    expect(part).toMatchObject({ type: "image_url" });
    expect(JSON.stringify(part).length).toBeGreaterThan(400_000);
  });

  test.each([
    ["a stored file id", { type: "image", fileId: "file-1" }, '"file-1"'],
    ["a stored Anthropic file", { type: "image", source: { type: "file", file_id: "f2" } }, '"f2"'],
    ["nothing inside", { type: "image" }, "without a URL"],
  ])("%s is refused with the block's place", async (_, block, text) => {
    const error = await failureOf(() => parts({ type: "text", text: "a" }, block));
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      code: "unsupported_content",
      field: "content[1]",
    });
    expect(error.message).toContain(text);
  });
});

describe("A35: video", () => {
  const options = { max_frames: 8, sample_fps: 2, spatial_limit: 512 };
  test.each<[string, unknown, Record<string, unknown>]>([
    ["v1 url", { type: "video", url: URL }, {}],
    ["raw part with a string", { type: "video_url", video_url: URL }, {}],
    [
      "raw part with the options inside",
      { type: "video_url", video_url: { url: URL, detail: "low", ...options, fps: 1 } },
      { detail: "low", ...options },
    ],
    [
      "v1 with camelCase options on the block",
      { type: "video", url: URL, maxFrames: 8, sampleFps: 2, spatialLimit: 512 },
      options,
    ],
    ["v1 with options in metadata", { type: "video", url: URL, metadata: options }, options],
    [
      "v1 with options in extras",
      { type: "video", url: URL, extras: { maxFrames: 8 } },
      { max_frames: 8 },
    ],
  ])("%s", (_, block, rest) => {
    expect(parts(block)).toStrictEqual([{ type: "video_url", video_url: { url: URL, ...rest } }]);
  });

  test.each([
    [
      "raw base64 v0",
      { source_type: "base64", data: "AAAA", mime_type: "video/webm" },
      "video/webm",
    ],
    ["WebM is sniffed", { data: btoa("\x1aE\xdf\xa3aaaa") }, "video/webm"],
    ["MP4 is sniffed", { data: btoa("\0\0\0 ftypisom") }, "video/mp4"],
    ["unknown bytes are called MP4", { data: new Uint8Array(4) }, "video/mp4"],
  ])("%s", (_, block, type) => {
    const [part] = parts({ type: "video", ...block });
    expect(JSON.stringify(part)).toContain(`data:${type};base64,`);
  });

  test("a frame option that is no number is refused with its place", async () => {
    const error = await failureOf(() => parts({ type: "video", url: URL, maxFrames: "8" }));
    expect(error).toMatchObject({ code: "unsupported_content", field: "content[0]" });
    expect(error.message).toContain("max_frames");
  });

  test("base64 becomes a data URL", () => {
    expect(parts({ type: "video", data: "AAAA", mimeType: "video/webm" })).toStrictEqual([
      { type: "video_url", video_url: { url: data("video/webm", "AAAA") } },
    ]);
  });
});

describe("A36: audio", () => {
  const audio = (url: string) => ({ type: "audio_url", audio_url: { url } });
  test.each<[string, unknown, unknown]>([
    ["v1 url", { type: "audio", url: URL }, audio(URL)],
    ["raw audio_url", { type: "audio_url", audio_url: { url: URL } }, audio(URL)],
    [
      "v1 data",
      { type: "audio", data: "AA", mimeType: "audio/mpeg" },
      audio(data("audio/mpeg", "AA")),
    ],
    ["WAV is sniffed", { type: "audio", data: WAV }, audio(data("audio/wav", WAV))],
    [
      "v0 base64",
      { type: "audio", source_type: "base64", data: "AA", mime_type: "audio/ogg" },
      audio(data("audio/ogg", "AA")),
    ],
    ["MP3 is sniffed", { type: "audio", data: "SUQzBA==" }, audio(data("audio/mpeg", "SUQzBA=="))],
    ["Ogg is sniffed", { type: "audio", data: "T2dnUw==" }, audio(data("audio/ogg", "T2dnUw=="))],
    [
      "a raw input_audio is sent as given",
      { type: "input_audio", input_audio: { data: "AA", format: "mp3", extra: 1 } },
      { type: "input_audio", input_audio: { data: "AA", format: "mp3" } },
    ],
  ])("%s", (_, block, part) => {
    expect(parts(block)).toStrictEqual([part]);
  });
});

describe("A37: files", () => {
  const CSV = "a,b\n1,2é";
  const csvBytes = new TextEncoder().encode(CSV);
  const csv64 = btoa(String.fromCharCode(...csvBytes));
  const named = { type: "text", text: `t.csv:\n${CSV}` };
  test.each<[string, unknown, unknown]>([
    [
      "v1 bytes with a name",
      { type: "file", data: csvBytes, mimeType: "text/csv", metadata: { filename: "t.csv" } },
      named,
    ],
    [
      "v1 base64 with a name",
      { type: "file", data: csv64, mimeType: "text/csv", metadata: { name: "t.csv" } },
      named,
    ],
    [
      "v0 base64",
      {
        type: "file",
        source_type: "base64",
        data: csv64,
        mime_type: "text/csv",
        metadata: { filename: "t.csv" },
      },
      named,
    ],
    [
      "v0 text",
      { type: "file", source_type: "text", text: CSV, mime_type: "text/plain" },
      { type: "text", text: CSV },
    ],
    [
      "OpenAI's file",
      { type: "file", file: { filename: "t.csv", file_data: data("text/csv", csv64) } },
      named,
    ],
    [
      "OpenAI's input_file",
      { type: "input_file", filename: "t.csv", file_data: data("text/csv", csv64) },
      named,
    ],
    [
      "Anthropic's document of text",
      {
        type: "document",
        title: "t.csv",
        source: { type: "text", media_type: "text/plain", data: CSV },
      },
      named,
    ],
    ["v1 text-plain", { type: "text-plain", text: CSV, title: "t.csv" }, named],
    [
      "JSON",
      { type: "file", data: new TextEncoder().encode("{}"), mimeType: "application/json" },
      { type: "text", text: "{}" },
    ],
    [
      "code, by its name",
      { type: "file", data: csv64, filename: "main.py" },
      { type: "text", text: `main.py:\n${CSV}` },
    ],
    [
      "a name that says more than its media type",
      { type: "file", data: csv64, mimeType: "application/octet-stream", filename: "t.csv" },
      named,
    ],
    [
      "a media type with parameters",
      { type: "file", data: csv64, mimeType: "text/csv; charset=utf-8", filename: "t.csv" },
      named,
    ],
    [
      "Anthropic's document of sections",
      {
        type: "document",
        title: "t.csv",
        source: { type: "content", content: [{ type: "text", text: CSV }] },
      },
      named,
    ],
    [
      "Bedrock's document",
      { type: "document", document: { format: "csv", name: "t", source: { bytes: csvBytes } } },
      named,
    ],
    [
      "Google's media of text",
      { type: "media", mimeType: "text/plain", data: btoa("hello") },
      { type: "text", text: "hello" },
    ],
  ])("%s is inlined", (_, block, part) => {
    expect(parts(block)).toStrictEqual([part]);
  });

  test.each([
    [
      "v1",
      { type: "file", data: "JVBERi0=", mimeType: "application/pdf", metadata: { name: "r.pdf" } },
    ],
    [
      "v1 by URL",
      { type: "file", url: `${URL}.pdf`, mimeType: "application/pdf", filename: "r.pdf" },
    ],
    [
      "OpenAI",
      { type: "file", file: { filename: "r.pdf", file_data: data("application/pdf", "JVBERi0=") } },
    ],
    [
      "Anthropic",
      {
        type: "document",
        title: "r.pdf",
        source: { type: "base64", media_type: "application/pdf", data: "JVBERi0=" },
      },
    ],
  ])("a PDF (%s) is refused by name, with what to do", async (_, block) => {
    const error = await failureOf(() => parts(block));
    expect(error).toMatchObject({ code: "unsupported_content", field: "content[0]" });
    expect(error.message).toContain("r.pdf");
    expect(error.hint).toContain("render its pages");
  });

  test("a PDF without a media type is known by its first bytes", async () => {
    const error = await failureOf(() => parts({ type: "file", data: "JVBERi0xLjc=" }));
    expect(error.message).toContain("application/pdf");
    expect(error.hint).toContain("render its pages");
  });

  test.each([
    ["a text file by URL", { url: `${URL}.md`, mimeType: "text/markdown" }, "read the file"],
    ["a text file that is not base64", { data: "%%%", mimeType: "text/plain" }, "Send its text"],
    ["a spreadsheet", { data: "UEsDBA==", mimeType: "application/vnd.ms-excel" }, "Send its text"],
    ["a stored file", { fileId: "file-1" }, "Send its text"],
  ])("%s is refused with what to do", async (_, file, hint) => {
    const error = await failureOf(() => parts({ type: "file", ...file }));
    expect(error).toMatchObject({ code: "unsupported_content", field: "content[0]" });
    expect(error.hint).toContain(hint);
  });

  test.each([
    ["image/png", "image_url"],
    ["video/mp4", "video_url"],
    ["audio/mpeg", "audio_url"],
  ])("a file of the type %s is sent as %s", (mimeType, type) => {
    expect(parts({ type: "file", data: "AAAA", mimeType })).toMatchObject([{ type }]);
  });

  test("a file of unknown type is refused, never dropped", async () => {
    const error = await failureOf(() => parts({ type: "file", data: "AAAA" }));
    expect(error).toMatchObject({ code: "unsupported_content", field: "content[0]" });
    expect(error.message).toContain("unknown type");
  });
});

const LEFT_OUT = [
  { type: "tool_use", id: "t", name: "f", input: {} },
  { type: "tool_call", id: "t", name: "f", args: {} },
  { type: "input_json_delta", input: "{" },
  { type: "function_call", name: "f", arguments: "{}" },
  { type: "functionCall", functionCall: { name: "f" } },
  { type: "server_tool_use", id: "t" },
  { type: "thinking", thinking: "hmm", signature: "s" },
  { type: "redacted_thinking", data: "x" },
  { type: "reasoning", reasoning: "hmm" },
  { type: "cachePoint" },
  { type: "reasoning_content", reasoning_content: "hmm" },
  { type: "code_interpreter_call", id: "c" },
  { type: "non_standard", value: { type: "redacted_thinking", data: "x" } },
];

describe("A42: blocks that are no content", () => {
  test.each(LEFT_OUT)("$type is left out and its neighbours stay", (block) => {
    const [before, after] = [
      { type: "text", text: "a" },
      { type: "text", text: "b" },
    ];
    expect(parts(before, block, after)).toStrictEqual([before, after]);
  });

  test("what a model gave that Fireworks cannot be sent is left out of its turn", () => {
    const text = { type: "text", text: "a" };
    const pdf = {
      type: "inlineData",
      inlineData: { mimeType: "application/pdf", data: "JVBERi0" },
    };
    const stored = { type: "image", fileId: "file-1" };
    expect(partsIn([text, pdf, stored], "leave-out")).toStrictEqual([text]);
  });

  test("Anthropic's tool_result in a human message is refused with what to send", async () => {
    const error = await failureOf(() => parts({ type: "tool_result", tool_use_id: "t" }));
    expect(error.hint).toContain("ToolMessage");
  });

  test("a type is not looked up on the prototype", async () => {
    expect(await failureOf(() => parts({ type: "constructor" }))).toMatchObject({
      code: "unsupported_content",
    });
  });
});

test("whatever the message, an unknown block is refused, left out, or sent as JSON", async () => {
  const blocks = ["a", { type: "hologram", z: 1 }];
  const text = { type: "text", text: "a" };
  expect(await failureOf(() => partsIn(blocks, "refuse"))).toMatchObject({
    field: "content[1]",
  });
  expect(partsIn(blocks, "leave-out")).toStrictEqual([text]);
  expect(partsIn(blocks, "as-json")).toStrictEqual([
    text,
    { type: "text", text: '{"type":"hologram","z":1}' },
  ]);
});

describe("A33: payloads as JavaScript writes them", () => {
  const image = (url: string) => ({ type: "image_url", image_url: { url } });
  const PNG = "iVBORw0KGgo=";
  const bytes = Uint8Array.from(atob(PNG), (char) => char.charCodeAt(0));
  test.each<[string, unknown, unknown]>([
    ["a URL object", { type: "image", url: new globalThis.URL(URL) }, image(URL)],
    [
      "a URL object in a raw part",
      { type: "image_url", image_url: { url: new globalThis.URL(URL) } },
      image(URL),
    ],
    ["a URL between spaces", { type: "image", url: ` ${URL}\n` }, image(URL)],
    [
      "a DataView",
      { type: "image", data: new DataView(bytes.buffer) },
      image(data("image/png", PNG)),
    ],
    ["a list of bytes", { type: "image", data: [...bytes] }, image(data("image/png", PNG))],
    [
      "base64 in the alphabet for file names",
      { type: "image", data: "-_-_-w", mimeType: "image/png" },
      image(data("image/png", "+/+/+w==")),
    ],
    [
      "a media type that names only the kind",
      { type: "image", data: PNG, mimeType: "image/*" },
      image(data("image/png", PNG)),
    ],
    [
      "a data URL without base64",
      { type: "image", url: "data:image/svg+xml,%3Csvg/%3E" },
      image(data("image/svg+xml", btoa("<svg/>"))),
    ],
    [
      "a text file in a data URL without base64",
      { type: "file", url: "data:text/plain,abcd%20e" },
      { type: "text", text: "abcd e" },
    ],
    [
      "Google's own form, without a type",
      { inlineData: { mimeType: "image/png", data: PNG } },
      image(data("image/png", PNG)),
    ],
    [
      "Bedrock's own form, without a type",
      { image: { format: "png", source: { bytes } } },
      image(data("image/png", PNG)),
    ],
    ["text without a type", { text: "hello" }, { type: "text", text: "hello" }],
    ["a number as text", { type: "text", text: 5 }, { type: "text", text: "5" }],
    [
      "MP3 without tags",
      { type: "audio", data: Uint8Array.of(0xff, 0xf3, 0x40) },
      { type: "audio_url", audio_url: { url: data("audio/mpeg", "//NA") } },
    ],
  ])("%s", (_, block, part) => {
    expect(parts(block)).toStrictEqual([part]);
  });

  test("a tool's object that merely has a text stays whole", () => {
    const found = { text: "a", score: 1 };
    expect(contentToParts([found], "content", "as-json")[0]?.part).toStrictEqual({
      type: "text",
      text: JSON.stringify(found),
    });
  });

  test.each([{ image: "cat.png" }, { document: { title: "Cats", score: 1 } }])(
    "a tool's object that only looks like another provider's block stays whole: %j",
    (found) => {
      const text = JSON.stringify(found);
      expect(partsIn([found], "as-json")).toStrictEqual([{ type: "text", text }]);
    },
  );

  test("a block without a type is called by no type", async () => {
    const error = await failureOf(() => parts({ image: "cat.png" }));
    expect(error.message).toContain("is a media block without a URL");
  });

  test.each<[string, unknown]>([
    ["no bytes", { type: "image", data: new Uint8Array() }],
    ["a path", { type: "image", url: "./cat.png" }],
    ["base64 where a URL belongs", { type: "image_url", image_url: { url: PNG } }],
  ])("%s is refused before it is sent", async (_, block) => {
    const error = await failureOf(() => parts(block));
    expect(error).toMatchObject({ code: "unsupported_content", field: "content[0]" });
  });

  test.each<[string, unknown]>([
    ["its name", { type: "file", data: "AAAA", metadata: { filename: "a.PDF" } }],
    ["its address", { type: "file", url: "https://example.com/a.pdf?x=1" }],
  ])("A37: a PDF is known by %s", async (_, block) => {
    const error = await failureOf(() => parts(block));
    expect(error.message).toContain("render its pages");
  });
});
