import type { ContentPart, ImageUrlPart, VideoUrlPart } from "fireworks-client/wire";
import { type Block, type Place, mediaUrl } from "./media-source.js";
import { isRecord, textOf } from "./unknown-values.js";
import { fileToText } from "./file-to-text.js";
import { inputError } from "../input-error.js";

/** `undefined`: the block is left out. */
type BlockConverter = (block: Block, place: Place) => ContentPart | undefined;

/**
 * Every block type we know, of LangChain (v0, v1) and of the providers whose histories reach us.
 * Parts are built from known keys only: an extra one (`cache_control`, `index`, `id`) is a 400.
 */
const CONVERTERS: Readonly<Record<string, BlockConverter>> = {
  text: textBlock,
  input_text: textBlock,
  output_text: textBlock,
  text_delta: textBlock,
  refusal: (block) => ({ type: "text", text: textOf(block.refusal) ?? "" }),
  image: (block, place) => imagePart(mediaUrl(block, place, "image/png"), block.detail),
  image_url: (block, place) => imagePart(...urlAndDetail(block, "image_url", place)),
  input_image: (block, place) => imagePart(...urlAndDetail(block, "image_url", place)),
  video: (block, place) => videoPart(mediaUrl(block, place, "video/mp4"), block),
  video_url: videoUrlBlock,
  audio: (block, place) => ({
    type: "audio_url",
    audio_url: { url: mediaUrl(block, place, "audio/wav") },
  }),
  audio_url: (block, place) => ({
    type: "audio_url",
    audio_url: { url: urlAndDetail(block, "audio_url", place)[0] },
  }),
  input_audio: inputAudioBlock,
  media: mediaBlock,
  file: fileToText,
  input_file: fileToText,
  document: fileToText,
  "text-plain": fileToText,
};

/**
 * Block types that carry nothing for `content`: tool calls travel in `tool_calls`, reasoning in
 * `reasoning_content`, the rest is another provider's bookkeeping.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "tool_use",
  "tool_call",
  "tool_call_chunk",
  "invalid_tool_call",
  "input_json_delta",
  "function_call",
  "functionCall",
  "code_interpreter_call",
  "server_tool_use",
  "server_tool_call",
  "server_tool_call_chunk",
  "server_tool_call_result",
  "server_tool_result",
  "thinking",
  "redacted_thinking",
  "reasoning",
  "reasoning_content",
  "reasoning_delta",
  "thinking_delta",
  "cachePoint",
  "cache_point",
]);

/** Converts blocks in order. What to do with an unknown type depends on whose message it is. */
export function contentToParts(
  content: readonly unknown[],
  place: Place,
  unknownBlocks: "refuse" | "leave-out" | "as-json",
): ContentPart[] {
  const parts: ContentPart[] = [];
  content.forEach((block, index) => {
    const part = convertBlock(block, `${place}[${index}]`, unknownBlocks);
    if (part !== undefined && !(part.type === "text" && part.text === "")) parts.push(part);
  });
  return parts;
}

function convertBlock(
  block: unknown,
  place: Place,
  unknownBlocks: "refuse" | "leave-out" | "as-json",
): ContentPart | undefined {
  if (typeof block === "string") return { type: "text", text: block };
  const type = isRecord(block) ? block.type : undefined;
  if (isRecord(block) && typeof type === "string") {
    if (LEFT_OUT.has(type)) return undefined;
    const convert = Object.hasOwn(CONVERTERS, type) ? CONVERTERS[type] : undefined;
    if (convert) return convert(block, place);
  }
  if (unknownBlocks === "leave-out") return undefined;
  if (unknownBlocks === "as-json") return { type: "text", text: JSON.stringify(block) ?? "" };
  throw inputError(
    `${place} has the type ${JSON.stringify(type) ?? "undefined"}, which Fireworks' chat API does not take.`,
    {
      field: place,
      code: "unsupported_content",
      hint: "Send text, image, video, audio or text-file blocks.",
    },
  );
}

function textBlock(block: Block): ContentPart {
  return { type: "text", text: typeof block.text === "string" ? block.text : "" };
}

function imagePart(url: string, detail: unknown): ImageUrlPart {
  const kept = textOf(detail);
  return { type: "image_url", image_url: kept === undefined ? { url } : { url, detail: kept } };
}

/** `{ image_url: "…" }` and `{ image_url: { url, detail } }`, with `detail` beside it as OpenAI's Responses do. */
function urlAndDetail(block: Block, key: string, place: Place): [url: string, detail: unknown] {
  const value = block[key];
  if (typeof value === "string") return [value, block.detail];
  if (isRecord(value) && typeof value.url === "string") return [value.url, value.detail];
  return [mediaUrl(block, place, "application/octet-stream"), block.detail];
}

const VIDEO_OPTIONS = {
  detail: ["detail"],
  max_frames: ["max_frames", "maxFrames"],
  sample_fps: ["sample_fps", "sampleFps"],
  spatial_limit: ["spatial_limit", "spatialLimit"],
} as const satisfies Record<Exclude<keyof VideoUrlPart["video_url"], "url">, readonly string[]>;

/** Frame options stand on the block, in its `metadata`, or (raw parts) inside `video_url`. */
function videoPart(url: string, block: Block): VideoUrlPart {
  const places = [block, block.metadata, block.extras, block.video_url].filter(isRecord);
  const options: Record<string, unknown> = {};
  for (const [wireName, spellings] of Object.entries(VIDEO_OPTIONS)) {
    const value = places
      .flatMap((place) => spellings.map((name) => place[name]))
      .find((v) => v != null);
    if (value !== undefined) options[wireName] = value;
  }
  return { type: "video_url", video_url: { url, ...options } };
}

function videoUrlBlock(block: Block, place: Place): VideoUrlPart {
  return videoPart(urlAndDetail(block, "video_url", place)[0], block);
}

function inputAudioBlock(block: Block, place: Place): ContentPart {
  const audio = block.input_audio;
  if (isRecord(audio) && typeof audio.data === "string") {
    return {
      type: "input_audio",
      input_audio: { data: audio.data, format: textOf(audio.format) ?? "wav" },
    };
  }
  return { type: "audio_url", audio_url: { url: mediaUrl(block, place, "audio/wav") } };
}

/** Google's `media` block says what it is only in its media type. */
function mediaBlock(block: Block, place: Place): ContentPart | undefined {
  const type = textOf(block.mimeType) ?? textOf(block.mime_type) ?? "";
  const kind = type.split("/")[0] ?? "";
  const convert = ["image", "video", "audio"].includes(kind) ? CONVERTERS[kind] : fileToText;
  return convert?.(block, place);
}
