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

type Metric = Exclude<keyof RateLimitState, "overLimit">;

const METRICS: readonly (readonly [suffix: string, Metric])[] = [
  ["tokens-prompt", "promptTokens"],
  ["tokens-cache-adjusted-prompt", "cacheAdjustedPromptTokens"],
  ["tokens-generated", "generatedTokens"],
  ["requests", "requests"],
];

/** What each header tells, by its name. */
const NUMBERS: ReadonlyMap<string, readonly [Metric, keyof RateLimit]> = new Map(
  METRICS.flatMap(([suffix, metric]) =>
    (["limit", "remaining"] as const).map(
      (side) => [`x-ratelimit-${side}-${suffix}`, [metric, side]] as const,
    ),
  ),
);

/** Header fields by lower-case name. Gone through once: most answers have few that are known. */
export type HeaderFields = Iterable<readonly [name: string, value: string]>;

/** Reads the rate-limit headers; undefined when none was sent. */
export function parseRateLimit(fields: HeaderFields): RateLimitState | undefined {
  const state: RateLimitState = {};
  let sent = false;
  for (const [name, value] of fields) {
    if (!name.startsWith("x-ratelimit-")) continue;
    sent = addLimit(state, name, value) || sent;
  }
  return sent ? state : undefined;
}

/** Whether the header told anything. */
function addLimit(state: RateLimitState, name: string, value: string): boolean {
  if (name === "x-ratelimit-over-limit") {
    const said = value.toLowerCase();
    state.overLimit = said === "yes" || said === "true";
    return true;
  }
  const [metric, side] = NUMBERS.get(name) ?? [];
  const number = numberIn(value);
  if (metric === undefined || side === undefined || number === undefined) return false;
  (state[metric] ??= {})[side] = number;
  return true;
}

/** A header's text as a number; undefined when it is none. */
export function numberIn(text: string): number | undefined {
  if (text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
