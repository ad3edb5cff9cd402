/** What is forgotten is so over this time, in milliseconds, but slowly for those who call seldom. */
const MEMORY_MS = 30_000;
const MOST_FORGOTTEN = 0.1;

/** What came back between two readings. */
export interface Gain {
  amount: number;
  ms: number;
  /** Calls whose cost was assumed in it. */
  calls: number;
}

/**
 * How fast a budget comes back little by little, from what came back in what time: sums in which the old
 * fades, and in which the errors of single readings cancel out.
 */
export class Refill {
  #amount = 0;
  #ms = 0;
  #calls = 0;

  add({ amount, ms, calls }: Gain): void {
    const kept = Math.exp(-Math.min(ms / MEMORY_MS, MOST_FORGOTTEN));
    this.#amount = this.#amount * kept + amount;
    this.#ms = this.#ms * kept + ms;
    this.#calls = this.#calls * kept + calls;
  }

  /** The limit has changed to so many times what it was. */
  scale(times: number): void {
    this.#amount *= times;
  }

  /** What was seen to come back, with a gain that is not final; never less than 0. */
  seen(last: Gain | undefined): number {
    return Math.max(this.#amount + (last?.amount ?? 0), 0);
  }

  /**
   * Per millisecond, with a gain that is not final. 0 as long as that may be no more than calls that cost
   * less than was assumed: three times the deviation.
   */
  rate(last: Gain | undefined, { mean, deviation }: { mean: number; deviation: number }): number {
    const ms = this.#ms + (last?.ms ?? 0);
    const calls = this.#calls + (last?.calls ?? 0);
    const seen = this.seen(last);
    return ms > 0 && seen > mean + 3 * deviation * Math.sqrt(calls) ? seen / ms : 0;
  }
}
