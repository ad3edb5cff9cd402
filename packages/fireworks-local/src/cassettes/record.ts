import { gatewayError, Refusal } from "../requests/refusal.js";
import type { AnswerSource, Call } from "../server/call.js";
import { type Captured, captured } from "./capture.js";
import { Normaliser } from "./normalise.js";
import type { RecordOptions } from "./options.js";
import { findTape, orRefuse, toResponse } from "./replay.js";
import { readRules, type Rules } from "./rules.js";
import { keyIn } from "./secrets.js";
import { toWanted } from "./tape.js";
import { TapeFolder } from "./tape-folder.js";
import { TapeWriter } from "./tape-writer.js";
import { decode, toCassette } from "./to-cassette.js";

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

interface Asking {
  path: string;
  body: unknown;
  call: Call;
  started: number;
}

async function recordAnswer(
  recorder: Recorder,
  exchange: Asking,
  answer: () => Promise<Response>,
): Promise<Response> {
  await recorder.writer.prepare(exchange.call.scope.name).catch(refuseToRecord);
  const response = await orRefused(answer, recorder, exchange);
  if (!response.ok && recorder.options.errors !== true) return response;
  const headersMs = Math.round(performance.now() - exchange.started);
  return captured(response, exchange.started, async (taken) => {
    if (!endedWell(response, taken)) return;
    const { normaliser, chosen, secrets, options, writer } = recorder;
    const { path, body, call } = exchange;
    const { status, headers } = response;
    const passed = {
      path,
      body,
      status,
      headers,
      scope: call.scope.name,
      isStream: isStream(response),
      pieces: taken.pieces,
      ...(options.timing === true && { timing: { headersMs, chunksMs: taken.times } }),
    };
    const keys = [...secrets, ...keyIn(call.headers)];
    await writer.write(toCassette(passed, { normaliser, chosen, keys }));
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
  { call }: Asking,
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
