/**
 * What goes wrong with one request. Fields combine where that makes sense: a delay with a status,
 * comment lines with a cut. An "event" is one server-sent event, the role chunk being the first.
 */
export interface Fault {
  /** Answer with this status instead; body by default what Fireworks sends with it. */
  status?: number;
  /** An object is sent as JSON, a string as it is (`text/plain` unless `headers` says otherwise). */
  body?: unknown;
  /** Added to the answer that `status`, `rawEvents` or `emptyStream` makes. */
  headers?: Record<string, string>;
  /** Only for the first N requests that match. Default: all. Same as `times` of the rule. */
  times?: number;
  /** Milliseconds before the answer starts. */
  delayHeadersMs?: number;
  /** Drop the connection without an answer, or after `cutAfterEvents`. */
  resetConnection?: boolean;
  /** End the body in good order after N events, without `[DONE]`. */
  cutAfterEvents?: number;
  /** After N events send `data: {"error": …}` and end. */
  errorAfterEvents?: number;
  /** The object for `errorAfterEvents`. Default: an internal server error. */
  error?: unknown;
  /** After N events send nothing more until the client leaves. */
  stallAfterEvents?: number;
  /** A comment line before every event. */
  commentLines?: boolean;
  /** 200 and an event stream without a single event. */
  emptyStream?: boolean;
  /**
   * These events instead. Text that starts like a line of an event stream (`data:`, `event:`, `:`)
   * is sent as it is, with the blank line it needs; any other text becomes the data of an event.
   */
  rawEvents?: string[];
}

/** Which requests a fault happens to, and how often. */
export interface FaultRule {
  /** All given conditions must hold; a path by its end. Default: every request. */
  match?: { path?: string | RegExp; model?: string; stream?: boolean };
  fault: Fault;
  /** Only the first N requests that match; later ones go on to the next rule. Default: all. */
  times?: number;
}

/** Rules in order; the first that matches and is not used up decides. */
export type FaultPlan = FaultRule[];
