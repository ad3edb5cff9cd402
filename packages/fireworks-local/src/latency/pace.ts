import { hashText, SeededRandom } from "../random/seeded-random.js";
import type { EventPace } from "../sse/sse-writer.js";
import { type LatencySetting, resolveLatency } from "./latency.js";

/** The waits of one answer, in whole milliseconds. */
export interface Pace extends EventPace {
  /** Before a whole answer of that many tokens: what its stream would have taken. */
  beforeWhole(tokens: number): number;
}

/**
 * Undefined when nothing is waited for: then no timer is set. `about` stands for the request and the
 * seed. The first given setting counts.
 */
export function paceOf(
  about: string,
  ...settings: (LatencySetting | undefined)[]
): Pace | undefined {
  const { firstTokenMs, betweenTokensMs, jitter } = resolveLatency(...settings);
  if (firstTokenMs <= 0 && betweenTokensMs <= 0) return undefined;
  const random = new SeededRandom(hashText(about));
  const jittered = (ms: number): number =>
    Math.max(0, Math.round(ms * (1 + jitter * (2 * random.next() - 1))));
  // The role and the first text come together, as one measures the time to the first token.
  const beforeEvent = (place: number): number => {
    if (place === 0) return jittered(firstTokenMs);
    return place === 1 || betweenTokensMs <= 0 ? 0 : jittered(betweenTokensMs);
  };
  return {
    beforeEvent,
    beforeWhole: (tokens) =>
      betweenTokensMs <= 0
        ? jittered(firstTokenMs)
        : Array.from({ length: tokens + 1 }, (_, place) => beforeEvent(place)).reduce(
            (total, ms) => total + ms,
            0,
          ),
  };
}
