import { type Pace, paceOf } from "../latency/pace.js";
import { canonicalJson } from "../json/canonical-json.js";
import { isRecord } from "../json/is-record.js";
import { parseJson } from "../json/parse-json.js";
import { isDone, splitAfterEvents } from "../sse/event-pieces.js";
import { pause } from "../sse/pause.js";
import type { AnswerSource, Answerer, Call } from "./call.js";

/**
 * Answers from elsewhere, an upstream or recordings, for what no script of the call's scope answers.
 * They come no faster than the call's latency has it.
 */
export function behindScripts(source: AnswerSource): AnswerSource {
  const answer: Answerer = async (endpoint, accepted, call) => {
    const { scripts } = call.scope;
    if (scripts.scripts.length > 0) {
      const asked = await endpoint.asked(accepted);
      if (asked.some((one) => scripts.hasAnswer(one))) return endpoint.answer(accepted, call);
    }
    const response = await source.answer(endpoint, accepted, call);
    const about = `${call.settings.seed}:${canonicalJson(accepted.request)}`;
    return slowedDown(response, response.ok ? paceOf(about, call.latency) : undefined, call);
  };
  return { ...source, answer };
}

async function slowedDown(
  response: Response,
  pace: Pace | undefined,
  call: Call,
): Promise<Response> {
  const { body, headers } = response;
  if (body === null) return response;
  const isStream = headers.get("content-type")?.includes("text/event-stream") === true;
  if (isStream || pace === undefined) return new Response(passOn(body, pace, call), response);
  const bytes = await response.arrayBuffer();
  await pause(pace.beforeWhole(tokensIn(bytes)), call.signal);
  return new Response(bytes, response);
}

/** No answer is longer. */
const MOST_TOKENS = 1_000_000;

/** The answer says itself how long it is; embeddings and the like take no time for tokens. */
function tokensIn(bytes: ArrayBuffer): number {
  const answer = parseJson(new TextDecoder().decode(bytes));
  const usage = isRecord(answer) ? answer["usage"] : undefined;
  const tokens = isRecord(usage) ? usage["completion_tokens"] : undefined;
  return typeof tokens === "number" ? Math.min(tokens, MOST_TOKENS) : 0;
}

/**
 * The same bytes. When their source fails midway the client's connection is dropped, as it would be
 * without a server in between: the adapter would print the error besides.
 */
function passOn(
  body: ReadableStream<Uint8Array>,
  pace: Pace | undefined,
  { resetConnection }: Call,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const left = new AbortController();
  const waiting: Uint8Array[] = [];
  let place = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (waiting.length === 0) {
          const step = await reader.read().catch(resetConnection);
          if (step?.value === undefined) return controller.close();
          waiting.push(...(pace === undefined ? [step.value] : splitAfterEvents(step.value)));
        }
        const piece = waiting.shift() ?? new Uint8Array();
        if (pace !== undefined && !isDone(piece)) await pause(pace.beforeEvent(place), left.signal);
        place += 1;
        if (!left.signal.aborted) controller.enqueue(piece);
      },
      cancel(reason) {
        left.abort();
        // One that has failed has nothing to give up.
        return reader.cancel(reason).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
