import type { Usage } from "fireworks-client/wire";
import type { LatencySetting } from "../latency/latency.js";
import { paceOf } from "../latency/pace.js";
import { pause } from "../sse/pause.js";
import { writeEvents } from "../sse/sse-writer.js";
import type { Call } from "./call.js";

/** What an answer is sent with. */
export interface AnswerManner {
  headers: Readonly<Record<string, string>>;
  /** Whose budget it is taken from, where limits are set. */
  model: string;
  /** What is taken. */
  usage: Usage;
  /** Follows from the request and the seed, and jitter from it: the answer's id, for example. */
  about: string;
  /** What the answer's script says; it counts before the call's. */
  latency?: LatencySetting | undefined;
}

/** A stream of events, with the latency of the call. Throws the 429 of a budget that is used up. */
export function streamAnswer(events: Iterator<string>, manner: AnswerManner, call: Call): Response {
  const { about, latency } = manner;
  const headers = chargedHeaders(manner, call);
  return new Response(writeEvents(events, paceOf(about, latency, call.latency)), {
    headers: { ...headers, "content-type": "text/event-stream", "cache-control": "no-cache" },
  });
}

/** The whole answer, after the time that `tokens` take. Throws the 429 of a budget that is used up. */
export async function wholeAnswer(
  body: unknown,
  manner: AnswerManner & { tokens: number },
  call: Call,
): Promise<Response> {
  const { about, latency, tokens } = manner;
  const headers = chargedHeaders(manner, call);
  const waitMs = paceOf(about, latency, call.latency)?.beforeWhole(tokens) ?? 0;
  if (waitMs > 0) await pause(waitMs, call.signal);
  return Response.json(body, { headers });
}

/** Charged before anything is waited for: what parallel requests get does not depend on their pace. */
function chargedHeaders(
  { headers, model, usage }: AnswerManner,
  { scope, settings }: Call,
): Record<string, string> {
  return { ...headers, ...scope.rateLimits.charge(model, usage, settings.now()) };
}
