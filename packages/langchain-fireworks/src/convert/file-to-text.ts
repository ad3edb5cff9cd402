import type { TextPart } from "fireworks-client/wire";
import { type Block, type Place, decodeText, mediaType } from "./media-source.js";
import { isRecord, textOf } from "./unknown-values.js";
import { inputError } from "../input-error.js";

const TEXT_TYPES =
  /^(text\/|application\/(json|xml|yaml|x-yaml|toml|javascript|typescript|sql|x-sh|x-ndjson|jsonl?)\b|application\/[\w.-]+\+(json|xml|yaml))/;

/**
 * Fireworks takes no files (document inlining ended on 2025-06-30). A text file is inlined with its
 * name; anything else is refused with what to do, never dropped.
 */
export function fileToText(block: Block, place: Place): TextPart {
  const source = fileSource(block);
  const name = fileName(block);
  const text = inlineText(source);
  if (text !== undefined)
    return { type: "text", text: name === undefined ? text : `${name}:\n${text}` };
  const type = mediaType(source) ?? dataUrlType(source.data) ?? "unknown type";
  const what = name === undefined ? type : `${name} (${type})`;
  throw inputError(`${place} is a file, ${what}, and Fireworks' chat API takes none.`, {
    field: place,
    code: "unsupported_content",
    hint:
      type === "application/pdf"
        ? "Extract the PDF's text, or render its pages and send them as image blocks."
        : "Send its text, or, for pictures, sound and video, a block of that type.",
  });
}

/** LangChain keeps the payload on the block, Anthropic under `source`, OpenAI under `file`. */
function fileSource(block: Block): Block {
  if (isRecord(block.source)) return block.source;
  if (isRecord(block.file)) return { ...block.file, data: block.file.file_data ?? block.file.data };
  return block.file_data === undefined ? block : { ...block, data: block.file_data };
}

function fileName(block: Block): string | undefined {
  const holders = [block, block.metadata, block.file, block.extras].filter(isRecord);
  const names = holders.flatMap((holder) => [holder.filename, holder.name, holder.title]);
  return names.map(textOf).find((name) => name !== undefined);
}

function inlineText(source: Block): string | undefined {
  const text = textOf(source.text);
  if (text !== undefined) return text;
  const { data } = source;
  if (typeof data !== "string" && !(data instanceof Uint8Array)) return undefined;
  const type = mediaType(source) ?? dataUrlType(data);
  if (type === undefined || !TEXT_TYPES.test(type)) return undefined;
  const isPlain = source.source_type === "text" || source.type === "text";
  return isPlain && typeof data === "string" ? data : decodeText(data);
}

function dataUrlType(data: unknown): string | undefined {
  return typeof data === "string" ? /^data:([^;,]+)/.exec(data)?.[1] : undefined;
}
