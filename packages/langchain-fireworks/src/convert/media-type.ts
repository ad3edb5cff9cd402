/** The kinds of media a part can hold. */
export type MediaKind = "image" | "video" | "audio";

/** What is assumed when neither the block nor its bytes say. */
const FALLBACK: Readonly<Record<MediaKind, string>> = {
  image: "image/png",
  video: "video/mp4",
  audio: "audio/wav",
};

/** First bytes by format; `offset` skips a length field. `*` takes the kind of the block. */
const SIGNATURES: readonly { offset?: number; bytes: string; type: string }[] = [
  { bytes: "\x89PNG", type: "image/png" },
  { bytes: "\xff\xd8\xff", type: "image/jpeg" },
  { bytes: "GIF8", type: "image/gif" },
  { bytes: "BM", type: "image/bmp" },
  { bytes: "II*\0", type: "image/tiff" },
  { bytes: "MM\0*", type: "image/tiff" },
  { bytes: "P3", type: "image/x-portable-pixmap" },
  { bytes: "P6", type: "image/x-portable-pixmap" },
  { offset: 8, bytes: "WEBP", type: "image/webp" },
  { offset: 8, bytes: "WAVE", type: "audio/wav" },
  { offset: 4, bytes: "ftypheic", type: "image/heic" },
  { offset: 4, bytes: "ftypavif", type: "image/avif" },
  { offset: 4, bytes: "ftyp", type: "*/mp4" },
  { bytes: "OggS", type: "*/ogg" },
  { bytes: "\x1aE\xdf\xa3", type: "*/webm" },
  { bytes: "ID3", type: "audio/mpeg" },
  { bytes: "\xff\xfb", type: "audio/mpeg" },
  { bytes: "\xff\xfa", type: "audio/mpeg" },
  { bytes: "\xff\xf3", type: "audio/mpeg" },
  { bytes: "\xff\xf2", type: "audio/mpeg" },
  { bytes: "fLaC", type: "audio/flac" },
  { bytes: "%PDF", type: "application/pdf" },
];

/** The format the first bytes show; undefined when they show none we know. */
export function sniffMediaType(data: string | Uint8Array, kind: MediaKind): string | undefined {
  const head = firstBytes(data);
  const found = SIGNATURES.find(({ offset = 0, bytes }) => head.startsWith(bytes, offset));
  return found?.type.replace("*", kind);
}

/** What a block's own word, its bytes, or else its kind say it is. */
export function settleMediaType(
  given: string | undefined,
  base64: string,
  kind: MediaKind,
): string {
  const isSpecific = given !== undefined && !/^application\/octet-stream$|\*/.test(given);
  return isSpecific ? given : (sniffMediaType(base64, kind) ?? FALLBACK[kind]);
}

/** Twelve bytes are enough for every signature. */
function firstBytes(data: string | Uint8Array): string {
  if (typeof data !== "string") return String.fromCharCode(...data.subarray(0, 12));
  try {
    return atob(data.slice(0, 16));
  } catch {
    return "";
  }
}
