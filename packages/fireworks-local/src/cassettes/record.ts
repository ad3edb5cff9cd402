import { parseJson } from "../json/parse-json.js";
import { gatewayError, Refusal } from "../requests/refusal.js";
import type { AnswerSource, Call } from "../server/call.js";
import type { Cassette, CassetteChunk, CassetteResponse } from "./cassette.js";
import { type Captured, captured } from "./capture.js";
import { Normaliser, withoutMedia } from "./normalise.js";
import type { RecordOptions } from "./options.js";
import { redactJson, redactStream, redactText, redactWhole, type Redaction } from "./redact.js";
import { findTape, orRefuse, toResponse } from "./replay.js";
import { readRules, type Rules } from "./rules.js";
import { keyIn, literalPattern, SECRET_PATTERNS } from "./secrets.js";
import { fingerprintOf, toWanted } from "./tape.js";
import { TapeFolder } from "./tape-folder.js";
import { TapeWriter } from "./tape-writer.js";

interface Recorder {
  options: RecordOptions;
  normaliser: Normaliser;
  writer: TapeWriter;
  chosen: Rules;
  /** Keys of the upstream. */
  secrets: readonly string[];
}

/** Records what the source answers. `secrets` never reach the disk. */
export function recordThrough(
  source: AnswerSource,
  option: string | RecordOptions,
  secrets: readonly string[],
): AnswerSource {
  const options = typeof option === "string" ? { dir: option } : option;
  const normaliser = new Normaliser(readRules(options.ignore, "record.ignore"));
  const writer = new TapeWriter(options.dir, normaliser, options.repeats ?? "number");
  const chosen = readRules(options.redact, "record.redact");
  const recorder: Recorder = { options, normaliser, writer, chosen, secrets };
  const folder = new TapeFolder(options.dir, normaliser, { mayBeMissing: true });
  return {
    ...source,
    answer: async (endpoint, accepted, call) => {
      const { path } = endpoint;
      const body: unknown = accepted.request;
      if (options.missingOnly === true) {
        const wanted = toWanted({ path, body, scope: call.scope.name }, normaliser);
        const tape = await orRefuse(findTape(folder, wanted, call));
        if (tape !== undefined) return toResponse(tape.cassette, false, call.signal);
      }
      const exchange = { path, body, call, started: performance.now() };
      return recordAnswer(recorder, exchange, () => source.answer(endpoint, accepted, call));
    },
  };
}

interface Exchange {
  path: string;
  body: unknown;
  call: Call;
  started: number;
}

async function recordAnswer(
  recorder: Recorder,
  exchange: Exchange,
  answer: () => Promise<Response>,
): Promise<Response> {
  await recorder.writer.prepare(exchange.call.scope.name).catch(refuseToRecord);
  const response = await orRefused(answer, recorder, exchange);
  if (!response.ok && recorder.options.errors !== true) return response;
  const headersMs = Math.round(performance.now() - exchange.started);
  return captured(response, exchange.started, async (taken) => {
    if (!endedWell(response, taken)) return;
    await recorder.writer.write(toCassette(recorder, exchange, { response, taken, headersMs }));
  });
}

/** Told at once: an answer that was paid for and is lost afterwards helps nobody. */
function refuseToRecord(error: Error): never {
  const message = `The recording cannot be written, so nothing was asked. ${error.message}`;
  throw gatewayError(500, { message, code: "CANNOT_RECORD" }, { "x-should-retry": "false" });
}

/** A refusal that was thrown on the way is recorded like one that was answered. */
async function orRefused(
  answer: () => Promise<Response>,
  { options }: Recorder,
  { call }: Exchange,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const isAsked = options.errors === true && error instanceof Refusal && !call.signal.aborted;
    // An engine that was not reached said nothing.
    if (!isAsked || error.status === 502 || error.status === 504) throw error;
    return Response.json(error.body, { status: error.status, headers: error.headers });
  }
}

const isStream = ({ headers }: Response): boolean =>
  headers.get("content-type")?.includes("text/event-stream") === true;

/** A stream that was cut, or that failed inside, is not what one wants to see again. */
function endedWell(response: Response, { pieces, isWhole }: Captured): boolean {
  if (!isStream(response)) return isWhole;
  const text = decode(pieces);
  return /^data: ?\[DONE\]/m.test(text) && !/^data: ?\{"error"/m.test(text);
}

function toCassette(
  { options, normaliser, chosen, secrets }: Recorder,
  { path, body, call }: Exchange,
  { response, taken, headersMs }: { response: Response; taken: Captured; headersMs: number },
): Cassette {
  const keys = [...secrets, ...keyIn(call.headers)].flatMap(literalPattern);
  const redaction: Redaction = { chosen, secrets: [...keys, ...SECRET_PATTERNS] };
  const whole = shortenMedia(body);
  const redacted = redactJson(whole, redaction);
  const isRedacted = JSON.stringify(redacted) !== JSON.stringify(whole);
  const headersOf = (name: string, value: string): [string, string] => [
    name,
    redactText(value, redaction.secrets),
  ];
  const kept = [...response.headers].filter(([name]) => KEPT_HEADERS.test(name));
  const timing = { headersMs, ...(isStream(response) ? { chunksMs: taken.times } : {}) };
  const { name } = call.scope;
  return {
    version: 1,
    ...(name === "" ? {} : { scope: name }),
    request: { path, body: redacted },
    ...(isRedacted ? { fingerprint: fingerprintOf(body, normaliser) } : {}),
    response: {
      status: response.status,
      headers: Object.fromEntries(kept.map(([key, value]) => headersOf(key, value)).toSorted()),
      ...toContent(response, taken.pieces, redaction),
    },
    ...(options.timing === true ? { timing } : {}),
  };
}

/** What a client may read; the rest is of the connection, the day or the account. */
const KEPT_HEADERS =
  /^(content-type|fireworks-.*|retry-after(-ms)?|x-ratelimit-.*|x-should-retry)$/;

function toContent(
  response: Response,
  pieces: Uint8Array[],
  redaction: Redaction,
): Pick<CassetteResponse, "body" | "text" | "chunks"> {
  if (isStream(response)) return { chunks: toChunks(pieces, redaction) };
  const text = redactWhole(decode(pieces), redaction);
  const json = parseJson(text);
  // Numbers such as 1.0 and long vectors are kept as they are written.
  const comesBack = JSON.stringify(json) === text && !/(?:-?[\d.e+-]+,){64}/.test(text);
  return comesBack ? { body: json } : { text };
}

function toChunks(pieces: Uint8Array[], redaction: Redaction): CassetteChunk[] {
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

function decode(pieces: Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}

function shortenMedia(value: unknown): unknown {
  if (typeof value === "string") return withoutMedia(value);
  if (Array.isArray(value)) return value.map(shortenMedia);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortenMedia(item)]));
}
