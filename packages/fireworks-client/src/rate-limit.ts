/** A pair of numbers as sent. Fireworks' sources disagree on the window: do not compute with it. */
export interface RateLimit {
  limit?: number;
  remaining?: number;
}

/** The `x-ratelimit-*` headers (wire contract, section 1.6). Absent means not sent. */
export interface RateLimitState {
  /** Unreliable: was "no" even on a 429 (observed 2026-08-05). */
  overLimit?: boolean;
  promptTokens?: RateLimit;
  cacheAdjustedPromptTokens?: RateLimit;
  generatedTokens?: RateLimit;
  requests?: RateLimit;
}

const HEADER_SUFFIX = {
  promptTokens: "tokens-prompt",
  cacheAdjustedPromptTokens: "tokens-cache-adjusted-prompt",
  generatedTokens: "tokens-generated",
  requests: "requests",
} as const satisfies Record<Exclude<keyof RateLimitState, "overLimit">, string>;

/** Reads the rate-limit headers; undefined when none was sent. */
export function parseRateLimit(headers: Headers): RateLimitState | undefined {
  const state: RateLimitState = {};
  const overLimit = headers.get("x-ratelimit-over-limit")?.toLowerCase();
  if (overLimit !== undefined) state.overLimit = overLimit === "yes" || overLimit === "true";
  for (const key of Object.keys(HEADER_SUFFIX) as (keyof typeof HEADER_SUFFIX)[]) {
    const pair = readPair(headers, HEADER_SUFFIX[key]);
    if (pair !== undefined) state[key] = pair;
  }
  return Object.keys(state).length === 0 ? undefined : state;
}

function readPair(headers: Headers, suffix: string): RateLimit | undefined {
  const limit = numberIn(headers, `x-ratelimit-limit-${suffix}`);
  const remaining = numberIn(headers, `x-ratelimit-remaining-${suffix}`);
  if (limit === undefined && remaining === undefined) return undefined;
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
  };
}

/** A header as a number; undefined when missing or not a number. */
export function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)?.trim();
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
