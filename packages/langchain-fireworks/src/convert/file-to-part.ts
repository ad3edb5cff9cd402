import type { ContentPart } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { base64ToBytes } from "./base64.js";
import { MEDIA_PARTS, mediaKind } from "./media-parts.js";
import { type Block, type Payload, type Place, payloadOf } from "./media-payload.js";
import { sniffMediaType } from "./media-type.js";
import { isRecord, textOf } from "./unknown-values.js";

const TEXT_TYPES =
  /^(text\/.+|application\/(json|xml|yaml|x-yaml|toml|javascript|x-javascript|typescript|x-typescript|x-python|sql|x-sh|graphql|x-ndjson|jsonl?)|application\/[\w.-]+\+(json|xml|yaml))$/;

/** For files whose media type is missing or says nothing. */
const TEXT_NAMES =
  /\.(txt|md|mdx|markdown|rst|log|csv|tsv|json|jsonl|ndjson|ya?ml|toml|ini|cfg|conf|env|xml|html?|css|scss|svg|sql|graphql|proto|sh|bash|zsh|ps1|bat|m?[jt]sx?|c[jt]s|vue|svelte|py|rb|php|java|kts?|scala|swift|go|rs|c|h|cc|cpp|hpp|cs|fs|lua|pl|r|jl|ex|exs|erl|hs|clj|dart|tex|diff|patch)$/i;

/**
 * Fireworks takes no files (document inlining ended on 2025-06-30). A text file is inlined with its
 * name, pictures, sound and video become parts of their kind; anything else is refused with what to
 * do, never dropped.
 */
export function fileToPart(block: Block, place: Place): ContentPart {
  const payload = payloadOf(block);
  const kind = mediaKind(payload.mediaType);
  if (kind !== undefined) return MEDIA_PARTS[kind](block, place);
  const name = fileName(block);
  const text = sectionsOf(block) ?? inlineText(payload, name);
  if (text === undefined) throw unreadable(payload, name, place);
  return { type: "text", text: name === undefined ? text : `${name}:\n${text}` };
}

/** Anthropic's documents may be written as text blocks. */
function sectionsOf(block: Block): string | undefined {
  const content = isRecord(block.source) ? block.source.content : undefined;
  if (!Array.isArray(content)) return textOf(content);
  const texts = content.map((section: unknown) =>
    isRecord(section) ? textOf(section.text) : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts.join("\n") : undefined;
}

/** Bedrock keeps the ending of the name apart, as `format`. */
function fileName(block: Block): string | undefined {
  const holders = [block, block.metadata, block.file, block.document, block.extras].filter(
    isRecord,
  );
  for (const holder of holders) {
    const name = [holder.filename, holder.name, holder.title].map(textOf).find(Boolean);
    const format = textOf(holder.format);
    if (name !== undefined)
      return format === undefined || name.includes(".") ? name : `${name}.${format}`;
  }
  return undefined;
}

function inlineText(payload: Payload, name: string | undefined): string | undefined {
  if (payload.text !== undefined) return payload.text;
  const { data } = payload;
  if (data === undefined || !isText(payload.mediaType, name)) return undefined;
  const bytes = typeof data === "string" ? base64ToBytes(data) : data;
  return bytes && new TextDecoder().decode(bytes);
}

function isText(type: string | undefined, name: string | undefined): boolean {
  if (type !== undefined && type !== "application/octet-stream") return TEXT_TYPES.test(type);
  return name !== undefined && TEXT_NAMES.test(name);
}

function unreadable(payload: Payload, name: string | undefined, place: Place): Error {
  const { data, url } = payload;
  const sniffed = data && sniffMediaType(data, "image");
  const isPdf = /\.pdf$/i.test(name ?? url?.split(/[?#]/)[0] ?? "");
  const type = payload.mediaType ?? sniffed ?? (isPdf ? "application/pdf" : "unknown type");
  const what = name === undefined ? type : `${name} (${type})`;
  return inputError(`${place} is a file, ${what}, and Fireworks' chat API takes none.`, {
    field: place,
    code: "unsupported_content",
    hint: hintFor(type, url !== undefined),
  });
}

function hintFor(type: string, isLink: boolean): string {
  if (type === "application/pdf")
    return "Extract the PDF's text, or render its pages and send them as image blocks.";
  if (isLink && TEXT_TYPES.test(type))
    return "Files are not fetched by URL: read the file and send its text as a text block.";
  return "Send its text, or, for pictures, sound and video, a block of that type.";
}
