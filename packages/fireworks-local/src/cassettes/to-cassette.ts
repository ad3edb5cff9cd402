import { parseJson } from "../json/parse-json.js";
import type { Cassette, CassetteChunk, CassetteResponse } from "./cassette.js";
import { type Normaliser, withoutMedia } from "./normalise.js";
import { redactJson, redactStream, redactText, redactWhole, type Redaction } from "./redact.js";
import type { Rules } from "./rules.js";
import { literalPattern, SECRET_PATTERNS } from "./secrets.js";
import { fingerprintOf } from "./tape.js";

/** One exchange as it passed. */
export interface Exchange {
  /** Below the inference base. */
  path: string;
  body: unknown;
  /** The name of the scope that asked. */
  scope: string;
  status: number;
  headers: Iterable<[string, string]>;
  isStream: boolean;
  pieces: readonly Uint8Array[];
  /** Milliseconds since the request; left out, they are not written. */
  timing?: { headersMs: number; chunksMs: number[] };
}

/** What is left out of a recording, and how requests are compared. */
export interface RecordingRules {
  normaliser: Normaliser;
  /** Chosen by the user. */
  chosen: Rules;
  /** Keys that are known to the letter. */
  keys: readonly string[];
}

/** The exchange as a file holds it. */
export function toCassette(exchange: Exchange, rules: RecordingRules): Cassette {
  const { path, body, scope, status, headers, isStream, timing } = exchange;
  const keys = rules.keys.flatMap(literalPattern);
  const redaction: Redaction = { chosen: rules.chosen, secrets: [...keys, ...SECRET_PATTERNS] };
  const whole = shortenMedia(body);
  const redacted = redactJson(whole, redaction);
  const isRedacted = JSON.stringify(redacted) !== JSON.stringify(whole);
  const kept = [...headers]
    .filter(([name]) => KEPT_HEADERS.test(name))
    .map(([name, value]): [string, string] => [name, redactText(value, redaction.secrets)]);
  const { headersMs, chunksMs } = timing ?? {};
  return {
    version: 1,
    ...(scope === "" ? {} : { scope }),
    request: { path, body: redacted },
    ...(isRedacted ? { fingerprint: fingerprintOf(body, rules.normaliser) } : {}),
    response: {
      status,
      headers: Object.fromEntries(kept.toSorted()),
      ...toContent(exchange, redaction),
    },
    ...(headersMs !== undefined && { timing: { headersMs, ...(isStream && { chunksMs }) } }),
  };
}

/** What a client may read; the rest is of the connection, the day or the account. */
const KEPT_HEADERS =
  /^(content-type|fireworks-.*|retry-after(-ms)?|x-ratelimit-.*|x-should-retry)$/;

function toContent(
  { isStream, pieces }: Exchange,
  redaction: Redaction,
): Pick<CassetteResponse, "body" | "text" | "chunks"> {
  if (isStream) return { chunks: toChunks(pieces, redaction) };
  const text = redactWhole(decode(pieces), redaction);
  const json = parseJson(text);
  // Numbers such as 1.0 and long vectors are kept as they are written.
  const comesBack = JSON.stringify(json) === text && !/(?:-?[\d.e+-]+,){64}/.test(text);
  return comesBack ? { body: json } : { text };
}

function toChunks(pieces: readonly Uint8Array[], redaction: Redaction): CassetteChunk[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const texts = pieces.map((piece) => decoder.decode(piece, { stream: true }));
  const clean = redactStream(texts, redaction);
  return clean.map((text, at) => {
    const piece = pieces[at];
    const isUntouched = piece !== undefined && text === texts[at];
    // The network cut a character in two: its bytes, unless something was taken out.
    return isUntouched && !isTextOf(piece, text) ? { base64: toBase64(piece) } : text;
  });
}

function isTextOf(piece: Uint8Array, text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  return bytes.length === piece.length && bytes.every((byte, at) => byte === piece[at]);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The text of all pieces; a character may be cut between two. */
export function decode(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}

function shortenMedia(value: unknown): unknown {
  if (typeof value === "string") return withoutMedia(value);
  if (Array.isArray(value)) return value.map(shortenMedia);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortenMedia(item)]));
}
