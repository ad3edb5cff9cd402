/** How much is remembered of what came and went. */
export interface JournalOptions {
  /** Bounds of the journal, for all scopes together: the oldest requests are forgotten first. */
  journal?: JournalLimits;
}

/** What the journal keeps at most. */
export interface JournalLimits {
  /** Requests. Default 10,000. */
  maxEntries?: number;
  /** Bytes of request and answer bodies. Default 64 MiB. */
  maxBytes?: number;
  /** Bytes of one answer; the rest is only counted. 0 keeps no answers. Default 1 MiB. */
  maxAnswerBytes?: number;
}

export const DEFAULT_LIMITS: Required<JournalLimits> = {
  maxEntries: 10_000,
  maxBytes: 64 * 1024 * 1024,
  maxAnswerBytes: 1024 * 1024,
};
