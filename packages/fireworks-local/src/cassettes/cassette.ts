/** One exchange as a file holds it. */
export interface Cassette {
  version: 1;
  /** The scope that asked, e.g. a test's name. */
  scope?: string;
  request: { path: string; body: unknown };
  /** Tells redacted recordings apart; too short to find out what was redacted. */
  fingerprint?: string;
  response: CassetteResponse;
  timing?: CassetteTiming;
}

export interface CassetteResponse {
  status: number;
  headers: Record<string, string>;
  /** JSON that `JSON.stringify` writes byte for byte as it came. */
  body?: unknown;
  /** Any other whole answer. */
  text?: string;
  /** A stream, cut where the upstream cut it. */
  chunks?: CassetteChunk[];
}

/** Text; what is no text, because a character was cut in two, is base64. */
export type CassetteChunk = string | { base64: string };

/** Milliseconds since the request. */
export interface CassetteTiming {
  headersMs: number;
  chunksMs?: number[];
}

/** The answer's bytes, piece by piece. */
export function piecesOf({ body, text, chunks }: CassetteResponse): Uint8Array[] {
  const encoder = new TextEncoder();
  if (chunks === undefined) return [encoder.encode(text ?? JSON.stringify(body))];
  return chunks.map((chunk) =>
    typeof chunk === "string"
      ? encoder.encode(chunk)
      : Uint8Array.from(atob(chunk.base64), (char) => char.charCodeAt(0)),
  );
}

export function textOf(response: CassetteResponse): string {
  const decoder = new TextDecoder();
  const pieces = piecesOf(response).map((piece) => decoder.decode(piece, { stream: true }));
  return pieces.join("") + decoder.decode();
}
