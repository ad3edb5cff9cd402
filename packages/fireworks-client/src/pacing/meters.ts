import type { RateLimitState } from "../rate-limit.js";
import { PACE_METRICS } from "./amounts.js";
import type { PaceAmounts, PaceMetric } from "./amounts.js";
import type { Answer, Counted } from "./flights.js";
import { Meter } from "./meter.js";
import type { Change } from "./meter.js";

/** Weightiest first: what a reading of several metrics shows. */
const BY_WEIGHT: readonly Change[] = ["reset", "denied", "drained", "first", "full", "stale"];

/** The metrics of one budget together. */
export class Meters {
  readonly #all: Record<PaceMetric, Meter> = {
    promptTokens: new Meter(),
    cacheAdjustedPromptTokens: new Meter(),
    generatedTokens: new Meter(),
    requests: new Meter(1),
  };

  /** Takes in an answer's headers; undefined when they hold no remaining amount. */
  read(limits: RateLimitState, answer: Answer): Change | undefined {
    const changes: Change[] = [];
    for (const metric of PACE_METRICS) {
      const { limit, remaining } = limits[metric] ?? {};
      if (remaining === undefined) continue;
      changes.push(this.#all[metric].read({ limit, remaining }, answer));
    }
    return BY_WEIGHT.find((change) => changes.includes(change));
  }

  /** Whether headers were seen, and how many calls fit is known for each of them. */
  get areReady(): boolean {
    const known = this.#known;
    return known.length > 0 && known.every((meter) => meter.isReady);
  }

  /** The metrics that have no room for another call. */
  empty(now: number, { taken }: Counted): Meter[] {
    return this.#known.filter((meter) => !meter.hasRoom(now, taken));
  }

  /** Whether budgets may come back little by little. */
  set refills(refills: boolean) {
    for (const meter of this.#known) meter.refills = refills;
  }

  tookNothing(call: number): void {
    for (const meter of this.#known) meter.tookNothing(call);
  }

  assume(part: number, now: number, sent: Counted): void {
    for (const meter of this.#known) meter.assume(part, now, sent);
  }

  spent(amounts: PaceAmounts): void {
    for (const metric of PACE_METRICS) {
      const amount = amounts[metric];
      if (amount !== undefined) this.#all[metric].spent(amount);
    }
  }

  /**
   * A call was refused although each metric had room, as far as known. Blames the one of which the least
   * is left.
   *
   * @returns whether there is one that may be to blame: half of a budget is no reason to refuse
   */
  blame(): boolean {
    const [scarcest] = this.#known.toSorted((left, right) => left.share - right.share);
    if (scarcest === undefined || scarcest.share >= 0.5) return false;
    scarcest.blame();
    return true;
  }

  /** One number of each metric that is known. */
  amounts(of: (meter: Meter) => number | undefined): PaceAmounts {
    const entries = PACE_METRICS.filter((metric) => this.#all[metric].isKnown).flatMap((metric) => {
      const value = of(this.#all[metric]);
      return value === undefined ? [] : [[metric, value] as const];
    });
    return Object.fromEntries(entries);
  }

  get #known(): Meter[] {
    return Object.values(this.#all).filter((meter) => meter.isKnown);
  }
}
