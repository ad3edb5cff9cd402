import { type LatencySetting } from "../latency/latency.js";
import { paceOf } from "../latency/pace.js";
import { pause } from "../sse/pause.js";
import { writeEvents } from "../sse/sse-writer.js";
import type { Call } from "./call.js";

/** What an answer is sent with. */
export interface AnswerManner {
  headers: Readonly<Record<string, string>>;
  /** Follows from the request and the seed, and jitter from it: the answer's id, for example. */
  about: string;
  /** What the answer's script says; it counts before the call's. */
  latency?: LatencySetting | undefined;
}

/** A stream of events, with the latency of the call. */
export function streamAnswer(
  events: Iterator<string>,
  { headers, about, latency }: AnswerManner,
  call: Call,
): Response {
  return new Response(writeEvents(events, paceOf(about, latency, call.latency)), {
    headers: { ...headers, "content-type": "text/event-stream", "cache-control": "no-cache" },
  });
}

/** The whole answer, after the time that `tokens` take. */
export async function wholeAnswer(
  body: unknown,
  { headers, about, latency, tokens }: AnswerManner & { tokens: number },
  call: Call,
): Promise<Response> {
  const waitMs = paceOf(about, latency, call.latency)?.beforeWhole(tokens) ?? 0;
  if (waitMs > 0) await pause(waitMs, call.signal);
  return Response.json(body, { headers });
}
