import { FireworksConfigurationError } from "fireworks-client";
import type { ContentPart } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { fileToPart } from "./file-to-part.js";
import { jsonText } from "./json-text.js";
import { inputAudioPart, MEDIA_PARTS } from "./media-parts.js";
import type { Block, Place } from "./media-payload.js";
import { isRecord, textOf } from "./unknown-values.js";

/** A part and the block it was made of. */
export interface PlacedPart {
  part: ContentPart;
  place: Place;
}

/**
 * What becomes of a block Fireworks has no part for: `refuse` in what the user wrote; `leave-out` in
 * what a model wrote, where it is another provider's bookkeeping; `as-json` in a tool's result.
 */
export type UnknownBlocks = "refuse" | "leave-out" | "as-json";

type BlockConverter = (block: Block, place: Place) => ContentPart;

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
  image: MEDIA_PARTS.image,
  image_url: MEDIA_PARTS.image,
  input_image: MEDIA_PARTS.image,
  video: MEDIA_PARTS.video,
  video_url: MEDIA_PARTS.video,
  audio: MEDIA_PARTS.audio,
  audio_url: MEDIA_PARTS.audio,
  input_audio: inputAudioPart,
  // These say what they are only in their media type.
  media: fileToPart,
  inlineData: fileToPart,
  fileData: fileToPart,
  file: fileToPart,
  input_file: fileToPart,
  document: fileToPart,
  "text-plain": fileToPart,
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

/** Converts blocks in order; those that say nothing are dropped. */
export function contentToParts(
  content: readonly unknown[],
  place: Place,
  unknownBlocks: UnknownBlocks,
): PlacedPart[] {
  const parts: PlacedPart[] = [];
  content.forEach((block, index) => {
    const at = `${place}[${index}]`;
    const part = convertBlock(block, at, unknownBlocks);
    const isEmpty = part?.type === "text" && part.text === "";
    if (part !== undefined && !isEmpty) parts.push({ part, place: at });
  });
  return parts;
}

function convertBlock(
  given: unknown,
  place: Place,
  unknownBlocks: UnknownBlocks,
): ContentPart | undefined {
  if (typeof given === "string") return { type: "text", text: given };
  const block = unwrapped(given);
  const type = typeOf(block);
  if (isRecord(block) && typeof type === "string") {
    if (LEFT_OUT.has(type)) return undefined;
    const convert = Object.hasOwn(CONVERTERS, type) ? CONVERTERS[type] : undefined;
    if (convert) {
      // Without a type it may be a tool's own data, `{ image: "cat.png" }`.
      const isMeant = unknownBlocks === "as-json" && block.type !== undefined;
      if (isMeant || unknownBlocks === "refuse") return convert(block, place);
      const part = ifItCanBeSent(() => convert(block, place));
      if (part !== undefined) return part;
    }
  }
  if (unknownBlocks === "leave-out") return undefined;
  if (unknownBlocks === "as-json") return { type: "text", text: jsonText(block, place) };
  throw inputError(
    `${place} has the type ${JSON.stringify(type) ?? "undefined"}, which Fireworks' chat API does not take.`,
    { field: place, code: "unsupported_content", hint: hintFor(type) },
  );
}

function hintFor(type: unknown): string {
  return type === "tool_result"
    ? "Send the result of a tool as a ToolMessage with its tool_call_id."
    : "Send text, image, video, audio or text-file blocks.";
}

/** In Google's and Bedrock's own form a block has no `type`, and a single key that says what it is. */
const TELLING_KEYS: ReadonlySet<string> = new Set([
  "text",
  "inlineData",
  "fileData",
  "image",
  "video",
  "audio",
  "document",
]);

function typeOf(block: unknown): unknown {
  if (!isRecord(block)) return undefined;
  const [key = "", ...others] = Object.keys(block);
  return others.length === 0 && TELLING_KEYS.has(key) ? key : block.type;
}

/** LangChain wraps what its v1 blocks have no name for. */
function unwrapped(block: unknown): unknown {
  return isRecord(block) && block.type === "non_standard" ? block.value : block;
}

/** What a model gave that Fireworks cannot be sent, a stored file or a PDF, must not end the talk. */
function ifItCanBeSent(convert: () => ContentPart): ContentPart | undefined {
  try {
    return convert();
  } catch (error) {
    if (FireworksConfigurationError.isInstance(error)) return undefined;
    throw error;
  }
}

/** What is no text was meant as one: a number, or an object from JavaScript. */
function textBlock({ text }: Block, place: Place): ContentPart {
  const given = text ?? "";
  return { type: "text", text: typeof given === "string" ? given : jsonText(given, place) };
}
