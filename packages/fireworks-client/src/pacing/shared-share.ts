import type { ModelPace } from "./model-pace.js";
import type { SharedAsk, SharedBudget, SharedGrant } from "./shared-budget.js";

const USUAL_RETRY_MS = 100;

/** One model's part of a budget that is shared: what was granted and not used yet. */
export class SharedShare {
  readonly #model: string;
  readonly #budget: SharedBudget;
  readonly #changed: () => void;
  #granted = 0;
  #asking = false;
  #notBefore = 0;
  failures = 0;
  /** What the pacer knows of the budget is not asked for: this one knows more. */
  decides = false;

  /** @param changed - Called when an answer is here. */
  constructor(model: string, budget: SharedBudget, changed: () => void) {
    this.#model = model;
    this.#budget = budget;
    this.#changed = changed;
  }

  /** Takes a place for one call; if there is none, the time when to ask again (`Infinity`: it will call). */
  take(now: number, waiting: number, pace: ModelPace): number | undefined {
    if (this.#granted > 0) {
      this.#granted -= 1;
      return undefined;
    }
    if (this.#asking) return Number.POSITIVE_INFINITY;
    if (now < this.#notBefore) return this.#notBefore;
    void this.#ask(pace.room(now, waiting), pace, now);
    return Number.POSITIVE_INFINITY;
  }

  /** Nobody waits any more. */
  giveBack(): void {
    if (this.#granted === 0) return;
    try {
      this.#budget.giveBack?.(this.#model, this.#granted);
    } catch {
      this.failures += 1;
    }
    this.#granted = 0;
  }

  async #ask(calls: number, pace: ModelPace, now: number): Promise<void> {
    this.#asking = true;
    const { cost, limits, remaining, refillPerSecond, windowMs } = pace.report(now);
    const known = {
      cost,
      limits,
      remaining,
      reading: pace.reading(now),
      refillPerSecond,
      windowMs,
    };
    const grant = await this.#answerTo({ model: this.#model, calls, ...known });
    this.#asking = false;
    this.decides = grant.decides ?? false;
    this.#granted = Math.min(Math.max(Math.floor(grant.calls), 0), calls);
    if (this.#granted < calls)
      this.#notBefore = performance.now() + (grant.retryInMs ?? USUAL_RETRY_MS);
    this.#changed();
  }

  /** Without an answer the calls go: the limits are the server's, and it will say so. */
  async #answerTo(ask: SharedAsk): Promise<SharedGrant> {
    try {
      return await this.#budget.take(ask);
    } catch {
      this.failures += 1;
      return { calls: ask.calls };
    }
  }
}
