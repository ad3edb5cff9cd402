/** What is answered. */
export interface AnswerOptions {
  /**
   * Where a stream reports usage (contract 4.3). `finish-chunk`: always with the finish reason.
   * `trailing-chunk`: only when `stream_options.include_usage` asks, on a last chunk of its own.
   * Default: the trailing chunk when asked, the finish chunk otherwise.
   */
  usageInStream?: "finish-chunk" | "trailing-chunk";
  /** Same request and seed, same answer. Default 0. */
  seed?: number;
}
