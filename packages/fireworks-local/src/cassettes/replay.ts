import { DataFileError } from "../files/data-file-error.js";
import { gatewayError } from "../requests/refusal.js";
import type { AnswerSource, Call } from "../server/call.js";
import { pause } from "../sse/pause.js";
import { type Cassette, piecesOf } from "./cassette.js";
import { explainMiss, missRefusal } from "./miss.js";
import { Normaliser } from "./normalise.js";
import type { ReplayOptions } from "./options.js";
import { readRules } from "./rules.js";
import { type Tape, toWanted, type Wanted } from "./tape.js";
import { TapeFolder } from "./tape-folder.js";

/** Serves recordings, and nothing else. */
export function replayFrom(option: string | ReplayOptions): AnswerSource {
  const { dir, timing = "none", ignore, onMiss } = asOptions(option);
  const folder = new TapeFolder(dir, new Normaliser(readRules(ignore, "replay.ignore")));
  return {
    answer: async ({ path }, { request }, call) => {
      const wanted = toWanted({ path, body: request, scope: call.scope.name }, folder.normaliser);
      const tape = await orRefuse(findTape(folder, wanted, call));
      if (tape !== undefined) return toResponse(tape.cassette, timing === "recorded", call.signal);
      const explanation = await explainMiss(wanted, await folder.tapes(), dir);
      onMiss?.(explanation);
      throw missRefusal(explanation);
    },
    listModels: async ({ scope }) => scope.catalogue.list(),
  };
}

const asOptions = (option: string | ReplayOptions): ReplayOptions =>
  typeof option === "string" ? { dir: option } : option;

/** Of several recordings of a request each scope gets one after the other, then the last again. */
export async function findTape(
  folder: TapeFolder,
  wanted: Wanted,
  { scope }: Call,
): Promise<Tape | undefined> {
  const found = await folder.find(wanted);
  const [first] = found;
  if (first === undefined) return undefined;
  const served = scope.replays.get(first.name) ?? 0;
  scope.replays.set(first.name, served + 1);
  return found[Math.min(served, found.length - 1)];
}

/** What is wrong with a recording is told to the client. */
export async function orRefuse<Result>(finding: Promise<Result>): Promise<Result> {
  try {
    return await finding;
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    throw gatewayError(
      500,
      { message: `The recordings cannot be read. ${error.message}`, code: "BAD_RECORDING" },
      { "x-should-retry": "false" },
    );
  }
}

/** The recorded answer, in its pieces. */
export async function toResponse(
  { response, timing }: Cassette,
  waits: boolean,
  signal: AbortSignal,
): Promise<Response> {
  const started = performance.now();
  const until = async (ms: number | undefined): Promise<void> => {
    const left = waits && ms !== undefined ? ms - (performance.now() - started) : 0;
    if (left > 0) await pause(left, signal);
  };
  await until(timing?.headersMs);
  const pieces = piecesOf(response);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await until(timing?.chunksMs?.[at]);
      const piece = pieces[at];
      at += 1;
      if (signal.aborted || piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
  });
  const { status, headers } = response;
  return new Response(body, { status, headers });
}
