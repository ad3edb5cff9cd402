import type { ServerTimings } from "../server-timings.js";
import type { RateLimitState } from "../rate-limit.js";
import { assignHeaders } from "./answer-headers.js";
import type { FireworksApiError } from "./api-error.js";
import { composeMessage } from "./error-message.js";
import { addMarksOf, markErrorClass } from "./error-mark.js";
import { assignDefined, FireworksError } from "./fireworks-error.js";
import type { FireworksErrorInit } from "./fireworks-error.js";

/**
 * - `empty`: the answer held no event at all
 * - `cut-short`: it ended before a finish reason
 * - `sent-inside`: the server sent an error as an event, or the finish reason "error"
 * - `not-json`: an event is not a JSON object
 * - `malformed`: an event is JSON, but so unlike a chunk that it cannot be taken in
 * - `too-large`: an event is longer than `maxEventLength`
 * - `not-a-stream`: the answer is a page, a text or one JSON object instead of events
 * - `already-read`: the stream was iterated a second time
 */
export type StreamErrorReason =
  | "empty"
  | "cut-short"
  | "sent-inside"
  | "not-json"
  | "malformed"
  | "too-large"
  | "not-a-stream"
  | "already-read";

export interface StreamErrorInit extends FireworksErrorInit {
  reason: StreamErrorReason;
  /** What the server said, or the beginning of what could not be read. */
  detail?: string;
  status?: number;
  type?: string;
  param?: string;
  /** The class this error passes for as well, when the server's words tell which refusal it is. */
  passesFor?: typeof FireworksApiError;
  headers?: Headers;
  body?: unknown;
  rateLimit?: RateLimitState;
}

const REASON_TEXT = {
  empty: ["Fireworks answered with an empty stream", "Try again."],
  "cut-short": [
    "The stream ended before the answer was complete",
    "What had arrived is in error.partial (of a LangChain model: error.partialOutput); allowIncompleteStream: true accepts such streams.",
  ],
  "sent-inside": ["Fireworks reported an error inside the stream", undefined],
  "not-json": ["The stream holds an event that is not a JSON object", undefined],
  malformed: ["The stream holds an event that cannot be read", undefined],
  "too-large": ["The stream holds an event above the size limit", "Raise maxEventLength."],
  "not-a-stream": [
    "The answer is not an event stream",
    "Check that the base URL points at Fireworks and that no proxy rewrites the answer.",
  ],
  "already-read": [
    "The stream was iterated twice",
    "A stream can be read once; keep the chunks if you need them again.",
  ],
} as const satisfies Record<StreamErrorReason, readonly [string, string | undefined]>;

/**
 * A streamed answer failed; `reason` says how, `partial` holds what had arrived.
 *
 * An error that the server sent inside the stream passes for the class of the same refusal too, when
 * a status or its words tell which it is: a prompt that is too long is a
 * `FireworksContextOverflowError` as well, and has what those have.
 */
export class FireworksStreamError extends FireworksError {
  static {
    markErrorClass(this, "FireworksStreamError");
  }

  declare readonly reason: StreamErrorReason;
  /** The HTTP status that an error sent inside the stream names or stands for, if it does. */
  declare readonly status?: number;
  /** The error type the server named inside the stream, if it did. */
  declare readonly type?: string;
  /** The request field the server named inside the stream, if it did. */
  declare readonly param?: string;
  /** The answer's headers, without credentials; undefined when there was no answer. */
  declare readonly headers?: Headers;
  /** The error as it was sent inside the stream, parsed if it is JSON. */
  declare readonly body?: unknown;
  /** The rate-limit headers of the answer, when any were sent. */
  declare readonly rateLimit?: RateLimitState;
  /** The `fireworks-*` headers of the answer, when any were sent. */
  declare readonly timings?: ServerTimings;

  constructor(init: StreamErrorInit) {
    const { reason, detail, status, type, param, requestId, headers, body, rateLimit } = init;
    const [happened, usualHint] = REASON_TEXT[reason];
    const hint = init.hint ?? usualHint;
    const message = composeMessage({ happened, said: detail, status, requestId, hint });
    super(message, { ...init, code: init.code ?? `stream_${reason.replaceAll("-", "_")}`, hint });
    assignDefined(this, { reason, status, type, param, rateLimit, body });
    assignHeaders(this, headers);
    if (init.passesFor !== undefined) addMarksOf(init.passesFor, this);
  }
}
