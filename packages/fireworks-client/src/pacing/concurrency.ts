/** Bounds of {@link Concurrency}. */
export interface ConcurrencyBounds {
  /** Calls in flight before anything is known. */
  first: number;
  /** Calls in flight at most. */
  most: number;
}

/**
 * How many calls may be in flight. Opens up with every answer, or at once when headers say what there is;
 * halves when the server is overloaded or refuses without a budget that explains it, then grows by one
 * call for each round of answers.
 */
export class Concurrency {
  readonly #most: number;
  #limit: number;
  #growsSlowlyFrom: number;
  /** Calls up to this number were sent before the last cut: their refusals say nothing new. */
  #cutAt = 0;

  constructor({ first, most }: ConcurrencyBounds) {
    this.#most = most;
    this.#limit = Math.min(first, most);
    this.#growsSlowlyFrom = most;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  succeeded(): void {
    const step = this.#limit < this.#growsSlowlyFrom ? 1 : 1 / this.#limit;
    this.#limit = Math.min(this.#limit + step, this.#most);
  }

  /** The headers know the budget: there is no need to feel one's way. */
  open(): void {
    this.#limit = Math.max(this.#limit, this.#growsSlowlyFrom);
  }

  /** Whether this is news: one cut for all refusals of calls that were in flight together. */
  cut(call: number, sent: number): boolean {
    if (call <= this.#cutAt) return false;
    this.#cutAt = sent;
    this.#limit = Math.max(this.#limit / 2, 1);
    this.#growsSlowlyFrom = this.#limit;
    return true;
  }
}
