import { inputError } from "../errors/input-error.js";
import { bytesToBase64, standardBase64 } from "./base64.js";
import { type Block, type Payload, type Place, payloadOf } from "./media-payload.js";
import { type MediaKind, settleMediaType } from "./media-type.js";
import { textOf } from "./unknown-values.js";

/**
 * The URL (or data URL) under which Fireworks reads a media block.
 *
 * @throws {@link FireworksConfigurationError} for a block that names a stored file, a place only
 * this machine or another cloud can read, or that holds nothing.
 */
export function mediaUrl(block: Block, place: Place, kind: MediaKind): string {
  const payload = payloadOf(block);
  if (payload.data !== undefined && payload.data.length > 0) {
    return dataUrl(payload.data, payload.mediaType, kind);
  }
  const { url } = payload;
  if (url !== undefined && isFetchable(url)) return url;
  throw inputError(`${place} ${whyNot(block, payload)}.`, {
    field: place,
    code: "unsupported_content",
    hint: "Give the block an http(s) `url`, or `data` as base64 or bytes with its `mimeType`.",
  });
}

function dataUrl(data: string | Uint8Array, type: string | undefined, kind: MediaKind): string {
  const base64 = typeof data === "string" ? standardBase64(data) : bytesToBase64(data);
  return `data:${settleMediaType(type, base64, kind)};base64,${base64}`;
}

function isFetchable(url: string): boolean {
  return /^https?:/i.test(url);
}

function whyNot(block: Block, { url, fileId }: Payload): string {
  if (url !== undefined)
    return `points at ${JSON.stringify(url.slice(0, 100))}, which Fireworks cannot fetch`;
  if (fileId === undefined)
    return `is a ${textOf(block.type) ?? "media"} block without a URL and without data`;
  return `refers to a stored file (${JSON.stringify(fileId)}), and Fireworks has no file store`;
}
