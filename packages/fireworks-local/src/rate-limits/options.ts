/** How much may be asked for, and what is said about it. */
export interface RateLimitOptions {
  /**
   * Limits of the serverless kind (contract 8.1), for each scope and model: over them the answer is an
   * immediate 429, and the `x-ratelimit-*` headers tell what remains. Default: no limits, and headers
   * in which every request stands alone.
   */
  rateLimits?: RateLimitSettings;
}

/** Limits a window; those left out are what Fireworks starts with. */
export interface RateLimitSettings {
  /** Prompt tokens, cached ones included. Default 3,600,000. */
  promptTokens?: number;
  /** Prompt tokens that were in no cache. Default 900,000. */
  cacheAdjustedPromptTokens?: number;
  /** Tokens of answers. Default 36,000. */
  generatedTokens?: number;
  /** Requests; the headers for it are of older documentation. Default: not limited, no headers. */
  requests?: number;
  /** Milliseconds after which everything is available again. Default 60,000. */
  windowMs?: number;
  /** Send `Retry-After` with a 429: whole seconds to the end of the window. Default false. */
  retryAfter?: boolean;
  /**
   * Let the limits follow the use, simplified from contract 8.1: a quarter more after 15 minutes with
   * more than half of the limit in use, up to twelve times the start; a fifth less, at most daily, after
   * three days of less than a third in use, down to the start; back to the start after 72 hours without
   * a request. Default false.
   */
  adaptive?: boolean;
}
