/** One line of the journal: what arrived and how it was answered. */
export interface RecordedRequest {
  /** `x-request-id` as sent, otherwise a new UUID. */
  id: string;
  method: string;
  path: string;
  /** Lower-case names; `authorization` and `x-api-key` are redacted. */
  headers: Record<string, string>;
  /** The parsed JSON; undefined when there was none. */
  body: unknown;
  /** 0 until the answer starts. */
  status: number;
  /** Milliseconds since 1970 when it arrived. */
  at: number;
}
