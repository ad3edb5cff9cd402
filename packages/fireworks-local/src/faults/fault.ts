import type { LatencySetting } from "../latency/latency.js";
import type { EnvelopeName } from "./envelopes.js";
import type { MalformedKind } from "./malformed-events.js";
import type { QuirkName } from "./quirk-names.js";

/**
 * What goes wrong with one request. Fields combine where that makes sense: a delay with a status,
 * comment lines with a cut. An "event" is one server-sent event, the role chunk being the first.
 */
export type Fault = ReplacedAnswer & LateAnswer & BrokenConnection & BrokenStream & BrokenBody;

/** Another answer in place of the real one. */
export interface ReplacedAnswer {
  /** Answer with this status, 200 to 599. The body is by default what Fireworks sends with it. */
  status?: number;
  /** Which of Fireworks' error bodies (contract 5.2). Alone it brings the status it is usual with. */
  envelope?: EnvelopeName;
  /** The text in the envelope. Default: what is known of Fireworks for the status. */
  message?: string;
  /** The code in the envelope, for those that have one. Default: what goes with the status. */
  code?: string;
  /** An object is sent as JSON, a string as it is (`text/plain` unless `headers` says otherwise). */
  body?: unknown;
  /** `Retry-After`: seconds, or the text itself, such as an HTTP date. Default: no such header. */
  retryAfter?: number | string;
  /** `retry-after-ms`. Default: no such header. */
  retryAfterMs?: number;
  /** `x-should-retry`, which official clients obey. Default: no such header. */
  shouldRetry?: boolean;
  /** Set on the answer, real or not; another `content-type` for example. */
  headers?: Record<string, string>;
  /** 200 and an event stream without a single event. */
  emptyStream?: boolean;
  /**
   * These events instead. Text that starts like a line of an event stream (`data:`, `event:`, `:`)
   * is sent as it is, with the blank line it needs; any other text becomes the data of an event.
   */
  rawEvents?: string[];
}

/** A good answer that comes late. */
export interface LateAnswer {
  /** Milliseconds before the answer starts. */
  delayHeadersMs?: number;
  /** How slowly the answer is written, for this request alone. */
  latency?: LatencySetting;
}

/** A connection that drops. */
export interface BrokenConnection {
  /** Drop the connection without an answer, or where one of the `cut…` fields ends it. */
  resetConnection?: boolean;
}

/** A stream of events that is not what it should be. */
export interface BrokenStream {
  /** Departures from the usual chunks and lines, by name, applied in this order. */
  quirks?: QuirkName | QuirkName[];
  /** A comment line before every event. */
  commentLines?: boolean;
  /** Comment lines before the first event, one every `everyMs` (default 0). */
  keepAlives?: { count: number; everyMs?: number };
  /** One event that cannot be read, or hardly; the stream goes on after it. */
  malformedEvent?: MalformedKind;
  /** Events before the malformed one. Default 1. */
  malformedAfterEvents?: number;
  /** End the body in good order after N events, without `[DONE]`. */
  cutAfterEvents?: number;
  /** End it inside the event that follows, or inside the next character of several bytes. */
  cutInside?: "event" | "character";
  /** After N events send nothing more until the client leaves. */
  stallAfterEvents?: number;
  /** After N events send `data: {"error": …}`, or the `envelope`, and end. */
  errorAfterEvents?: number;
  /** What stands under `error` for `errorAfterEvents`. Default: an internal server error. */
  error?: unknown;
  /** Write a line `event: error` before the data of that error. Default false. */
  errorEvent?: boolean;
}

/** Bytes that are not what they should be, streamed or whole. */
export interface BrokenBody {
  /** End the body in good order after N bytes. */
  cutAfterBytes?: number;
  /** After N bytes send nothing more until the client leaves. */
  stallAfterBytes?: number;
  /** Send the body in pieces of N bytes, wherever characters and events end. */
  chunkBytes?: number;
  /** Milliseconds before each piece of the body. */
  chunkDelayMs?: number;
  /** Compress the body, whatever the client accepts. A stream then comes in one lump. */
  gzip?: boolean;
  /**
   * Declare a `Content-Length` that is this much above or below the true one. Above: the connection
   * drops when the body ends. Below: more comes than was declared.
   */
  contentLengthOff?: number;
}

/** Which requests a fault happens to; conditions left out hold always. */
export interface FaultMatch {
  /** The end of the path; `*` stands for any text. Or a pattern. */
  path?: string | RegExp;
  endpoint?: FaultEndpoint | FaultEndpoint[];
  method?: string;
  /** The model as the request names it, or a pattern. */
  model?: string | RegExp;
  /** Whether the request asks for a stream. */
  stream?: boolean;
  /** The name of the request's scope; empty for the shared one. */
  scope?: string;
  /** Each header must be this text, or fit the pattern. Keys are not seen. */
  headers?: Record<string, string | RegExp>;
  /** Found in the body as JSON text, or a pattern. */
  body?: string | RegExp;
  /**
   * Values in the body: `messages[-1].content`, `tools[*].function.name`. `[-1]` is the last, `[*]` any.
   * A text must be equal or fit the pattern, anything else must be equal.
   */
  json?: Record<string, unknown>;
}

/** What a path is for. `inference` is all that come before it. */
export type FaultEndpoint =
  | "chat"
  | "completions"
  | "embeddings"
  | "rerank"
  | "models"
  | "messages"
  | "responses"
  | "inference"
  | "control-plane"
  | "storage";

/** Which requests a fault happens to, and how often. */
export interface FaultRule {
  /** All given conditions must hold. Default: every request. */
  match?: FaultMatch;
  fault: Fault;
  /** So often, then never again. Default: always. */
  times?: number;
  /** Leave out the first N that match. Default 0. */
  skip?: number;
  /** Of those left, every Nth: 3 is the first, fourth, seventh. Default 1: each. */
  every?: number;
  /**
   * What is counted for `times`, `skip` and `every`: all that match (`scope`, the default), or each
   * distinct request by itself (`request`: the same path and body), so that parallel agents do not use
   * up each other's faults. Always within one scope.
   */
  per?: "scope" | "request";
}

/** Rules in order; the first that matches and is not used up decides. */
export type FaultPlan = FaultRule[];
