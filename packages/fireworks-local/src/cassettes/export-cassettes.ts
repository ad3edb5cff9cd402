import type { RecordedRequest } from "../journal/recorded-request.js";
import { splitAfterEvents } from "../sse/event-pieces.js";
import type { Cassette } from "./cassette.js";
import { cassetteName } from "./file-name.js";
import { Normaliser } from "./normalise.js";
import type { RecordOptions } from "./options.js";
import { readRules } from "./rules.js";
import { type RecordingRules, toCassette } from "./to-cassette.js";
import { toTape } from "./tape.js";
import { writeCassette } from "./write-cassette.js";

/** Recordings made of what the journal remembers, as one file. */
export interface ExportedCassettes {
  name: string;
  text?: string;
  count: number;
  skipped: { seq: number; reason: string }[];
}

interface ExportRules {
  /** Keys that must not be written. */
  keys: readonly string[];
  /** What is left out of recordings here is left out of these too. */
  record: string | RecordOptions | undefined;
}

/** One exchange is a file as recordings are; several are one file of JSON, which a replay reads as well. */
export async function exportCassettes(
  requests: readonly RecordedRequest[],
  { keys, record }: ExportRules,
): Promise<ExportedCassettes> {
  const { redact, ignore } = typeof record === "object" ? record : {};
  const rules: RecordingRules = {
    normaliser: new Normaliser(readRules(ignore, "record.ignore")),
    chosen: readRules(redact, "record.redact"),
    keys,
  };
  const looked = requests.map((request) => ({ request, reason: whyNot(request) }));
  const cassettes = looked
    .filter(({ reason }) => reason === undefined)
    .map(({ request }) => cassetteOf(request, rules));
  const skipped = looked.flatMap(({ request: { seq }, reason }) =>
    reason === undefined ? [] : [{ seq, reason }],
  );
  return { ...(await toFile(cassettes, rules)), count: cassettes.length, skipped };
}

async function toFile(
  cassettes: readonly Cassette[],
  { normaliser }: RecordingRules,
): Promise<{ name: string; text?: string }> {
  const [only] = cassettes;
  if (only === undefined) return { name: "" };
  if (cassettes.length > 1)
    return {
      name: "exchanges.json",
      text: `${JSON.stringify({ version: 1, cassettes }, undefined, 2)}\n`,
    };
  const { path, loose, key } = toTape("", only, normaliser);
  const { ending, text } = await writeCassette(only);
  const name = cassetteName({ path, body: loose }, { scope: "", identity: key });
  return { name: `${name}.${ending}`, text };
}

/** What a replay answers, below the prefixes of inference. */
const REPLAYED = /^(?:\/inference)?\/v1(\/(?:chat\/completions|completions|embeddings|rerank))$/;

function whyNot({ method, path, status, answer }: RecordedRequest): string | undefined {
  if (method !== "POST" || !REPLAYED.test(path))
    return "Only chats, completions, embeddings and rerank can be replayed.";
  if (!answer.isOver) return "Its answer is not over yet.";
  if (status === 0 || answer.end !== "complete") return "Its answer did not come to its end.";
  if (answer.omittedBytes > 0) return "Its answer is longer than the journal keeps.";
  if ("content-encoding" in answer.headers) return "Its answer was compressed.";
  return undefined;
}

function cassetteOf(request: RecordedRequest, rules: RecordingRules): Cassette {
  const { body, scope, status, at, answer } = request;
  const { isStream, headers, startedAt = at } = answer;
  // Recordings cut a stream behind its events, however many came at once.
  const pieces = answer.timedBytes.flatMap((piece) =>
    (isStream ? splitAfterEvents(piece.bytes) : [piece.bytes]).map((bytes) => ({
      bytes,
      ms: piece.at - at,
    })),
  );
  const exchange = {
    path: REPLAYED.exec(request.path)?.[1] ?? request.path,
    body,
    scope,
    status,
    headers: Object.entries(headers),
    isStream,
    pieces: pieces.map(({ bytes }) => bytes),
    timing: { headersMs: startedAt - at, chunksMs: pieces.map(({ ms }) => ms) },
  };
  return toCassette(exchange, rules);
}
