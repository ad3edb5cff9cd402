import { inputError } from "../input-error.js";
import { isRecord, textOf } from "./unknown-values.js";

/** A content block of any provider, before we know what it is. */
export type Block = Record<string, unknown>;

/** Where a block stands, for error messages: `messages[2].content[0]`. */
export type Place = string;

const SIGNATURES: readonly (readonly [string, string])[] = [
  ["iVBORw0KGgo", "image/png"],
  ["/9j/", "image/jpeg"],
  ["R0lGOD", "image/gif"],
  ["Qk", "image/bmp"],
  ["SUkq", "image/tiff"],
  ["TU0AK", "image/tiff"],
];

/**
 * The URL (or data URL) of a media block, whatever its dialect: LangChain's v1 (`url`, `data` as
 * base64 or bytes with `mimeType`) and v0 (`source_type`, `mime_type`), Anthropic's `source`,
 * Google's `fileUri`, or `{ <type>_url: string | { url } }`.
 *
 * @throws {@link FireworksConfigurationError} for a block that names a stored file or holds nothing.
 */
export function mediaUrl(block: Block, place: Place, fallbackType: string): string {
  const source = isRecord(block.source) ? block.source : block;
  const url = textOf(source.url) ?? textOf(source.fileUri);
  if (url !== undefined) return url;
  const data = source.data;
  if (typeof data === "string" && data.startsWith("data:")) return data;
  if (typeof data === "string" || data instanceof Uint8Array) {
    const base64 = typeof data === "string" ? data : bytesToBase64(data);
    return `data:${mediaType(source) ?? sniff(base64) ?? fallbackType};base64,${base64}`;
  }
  const fileId = source.fileId ?? source.file_id ?? source.id;
  throw inputError(
    fileId === undefined
      ? `${place} is a ${String(block.type)} block without a URL and without data.`
      : `${place} refers to a stored file (${JSON.stringify(fileId)}), and Fireworks has no file store.`,
    {
      field: place,
      code: "unsupported_content",
      hint: "Give the block a `url`, or `data` as base64 or bytes with its `mimeType`.",
    },
  );
}

export function mediaType(block: Block): string | undefined {
  return textOf(block.mimeType) ?? textOf(block.mime_type) ?? textOf(block.media_type);
}

function bytesToBase64(bytes: Uint8Array): string {
  let binary = "";
  // In slices: a spread of a whole image overflows the stack.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

/** The text inside a base64 payload or plain bytes. */
export function decodeText(data: string | Uint8Array): string {
  if (typeof data !== "string") return new TextDecoder().decode(data);
  const base64 = data.startsWith("data:") ? data.slice(data.indexOf(",") + 1) : data;
  const binary = atob(base64);
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

function sniff(base64: string): string | undefined {
  if (base64.startsWith("UklGR")) {
    // RIFF: bytes 8–11 name the format, which base64 shows from character 10 on.
    return atob(base64.slice(0, 16)).slice(8, 12) === "WEBP" ? "image/webp" : "audio/wav";
  }
  return SIGNATURES.find(([start]) => base64.startsWith(start))?.[1];
}
