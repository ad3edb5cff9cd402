/** How long an answer takes. Everything left out is 0, and 0 sets no timer at all. */
export interface Latency {
  /** Milliseconds until the first event of a stream. Default 0. */
  firstTokenMs?: number;
  /** Milliseconds between the tokens after it. Default 0. */
  betweenTokensMs?: number;
  /**
   * Share by which each wait may be longer or shorter, 0 to 1. It follows from the request and the
   * seed: the same request waits the same times. Default 0.
   */
  jitter?: number;
}

/** Names of {@link Latency} settings. */
export type LatencyProfile = "none" | "fast" | "serverless" | "slow" | "overloaded";

/** A profile by name, or the figures themselves. */
export type LatencySetting = Latency | LatencyProfile;

/**
 * Our own figures, in the range people report of hosted models; Fireworks promises none. In tokens a
 * second: fast 200, serverless 80, slow 10.
 */
export const LATENCY_PROFILES: Readonly<Record<LatencyProfile, Readonly<Required<Latency>>>> = {
  none: { firstTokenMs: 0, betweenTokensMs: 0, jitter: 0 },
  fast: { firstTokenMs: 150, betweenTokensMs: 5, jitter: 0.2 },
  serverless: { firstTokenMs: 400, betweenTokensMs: 12, jitter: 0.3 },
  slow: { firstTokenMs: 2_500, betweenTokensMs: 100, jitter: 0.3 },
  overloaded: { firstTokenMs: 15_000, betweenTokensMs: 250, jitter: 0.5 },
};

/** The figures of a setting; the first that is given counts. Throws a `TypeError` for what is none. */
export function resolveLatency(...settings: (LatencySetting | undefined)[]): Required<Latency> {
  const setting = settings.find((one) => one !== undefined) ?? "none";
  if (typeof setting !== "string") return checked({ ...LATENCY_PROFILES.none, ...setting });
  const profile = LATENCY_PROFILES[setting] as Required<Latency> | undefined;
  if (profile !== undefined) return profile;
  const names = Object.keys(LATENCY_PROFILES).join(", ");
  throw new TypeError(`There is no latency profile '${setting}'. Use one of ${names}, or figures.`);
}

function checked(figures: Required<Latency>): Required<Latency> {
  for (const [name, value] of Object.entries(figures))
    if (!(value >= 0 && value < Infinity))
      throw new TypeError(`The latency's ${name} must be a number from 0, not ${String(value)}.`);
  return figures;
}
