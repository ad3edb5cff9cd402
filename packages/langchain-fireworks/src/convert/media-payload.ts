import { isRecord, textOf } from "./unknown-values.js";

/** A content block of any provider, before we know what it is. */
export type Block = Record<string, unknown>;

/** Where a block stands, for error messages: `messages[2].content[0]`. */
export type Place = string;

/** What a media or file block holds, whatever its dialect. */
export interface Payload {
  /** Where it can be fetched; never a data URL. */
  url: string | undefined;
  /** Base64 as it came, or bytes; of a data URL, what it holds. */
  data: string | Uint8Array | undefined;
  /** Text that needs no decoding. */
  text: string | undefined;
  /** As the block says, in lower case and without parameters. */
  mediaType: string | undefined;
  /** The id of a file stored at another provider. */
  fileId: string | undefined;
}

/**
 * Keys under which dialects nest the payload: Anthropic's and Bedrock's `source`, OpenAI's `file`
 * and `image_url`, Google's `inlineData` and `fileData`, Bedrock's key named like the type.
 */
const NESTED_KEYS = [
  "source",
  "image_url",
  "video_url",
  "audio_url",
  "input_audio",
  "file",
  "inlineData",
  "fileData",
  "image",
  "video",
  "audio",
  "document",
] as const;

const URL_KEYS = ["url", "fileUri", "file_url", "image_url", "video_url", "audio_url"] as const;
const DATA_KEYS = ["data", "bytes", "file_data"] as const;
const TYPE_KEYS = ["mimeType", "mime_type", "media_type"] as const;

const DATA_URL = /^data:([^;,]*)[^,]*,/i;
const BASE64_URL = /^data:[^,]*;base64,/i;

/** Reads LangChain's blocks (v0, v1) and those of the providers whose histories reach us. */
export function payloadOf(block: Block): Payload {
  const holders = holdersOf(block);
  const link = firstOf(holders, URL_KEYS, linkOf);
  const given = firstOf(holders, DATA_KEYS, dataOf) ?? (isDataUrl(link) ? link : undefined);
  const isPlainText = holders.some(({ type, source_type: sourceType }) =>
    [type, sourceType].includes("text"),
  );
  const written = firstOf(holders, ["text"], textOf) ?? (isPlainText ? textOf(given) : undefined);
  return {
    url: isDataUrl(link) ? undefined : link,
    data: typeof given === "string" ? contentOfDataUrl(given) : given,
    text: written,
    mediaType: mediaTypeOf(holders, given),
    fileId: firstOf(holders, ["fileId", "file_id"], textOf) ?? storedId(block),
  };
}

/** From the innermost out: what is nearest to the data says most about it. */
function holdersOf(block: Block): Block[] {
  const nested = NESTED_KEYS.map((key) => block[key]).filter(isRecord);
  return [...nested.map((holder) => holder.source).filter(isRecord), ...nested, block];
}

function firstOf<T>(
  holders: readonly Block[],
  keys: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  const values = holders.flatMap((holder) => keys.map((key) => read(holder[key])));
  return values.find((value) => value !== undefined);
}

function mediaTypeOf(holders: Block[], data: unknown): string | undefined {
  const inUrl = typeof data === "string" ? textOf(DATA_URL.exec(data)?.[1]) : undefined;
  const given = firstOf(holders, TYPE_KEYS, textOf) ?? inUrl;
  return given?.split(";")[0]?.trim().toLowerCase();
}

function storedId(block: Block): string | undefined {
  return block.source_type === "id" ? textOf(block.id) : undefined;
}

function isDataUrl(link: string | undefined): boolean {
  return link !== undefined && DATA_URL.test(link);
}

function linkOf(value: unknown): string | undefined {
  return value instanceof URL
    ? value.href
    : textOf(typeof value === "string" ? value.trim() : value);
}

/** Without base64, a data URL holds its bytes percent-encoded. */
function contentOfDataUrl(given: string): string | Uint8Array {
  const content = given.replace(DATA_URL, "");
  if (content === given || BASE64_URL.test(given)) return content;
  try {
    return new TextEncoder().encode(decodeURIComponent(content));
  } catch {
    return new TextEncoder().encode(content);
  }
}

/** Bytes survive JSON as a list, `{ type: "Buffer", data: [] }` (Node) or `{ "0": 137, … }` (typed arrays). */
function dataOf(value: unknown): string | Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (typeof value !== "object" || value === null) return textOf(value);
  const inner: unknown = Reflect.get(value, "data");
  const listed: unknown[] = Array.isArray(inner) ? inner : Object.values(value);
  const bytes = listed.filter((byte) => typeof byte === "number");
  return bytes.length > 0 && bytes.length === listed.length ? Uint8Array.from(bytes) : undefined;
}
