import type { Amounts } from "./budget.js";

/** Tokens of one model within one minute. */
export interface UsedMinute {
  model: string;
  /** Milliseconds since 1970, of its beginning. */
  minute: number;
  uncachedPrompt: number;
  cachedPrompt: number;
  generated: number;
}

const MINUTE = 60_000;

/** Forgotten, oldest first, beyond this many: 30 days of one model. */
const MOST = 43_200;

/** What was used, by model and minute. */
export class TokenLog {
  readonly #minutes = new Map<string, UsedMinute>();

  add(model: string, { prompt, cacheAdjusted, generated }: Amounts, now: number): void {
    const minute = Math.floor(now / MINUTE) * MINUTE;
    const key = `${minute} ${model}`;
    const nothing = { model, minute, uncachedPrompt: 0, cachedPrompt: 0, generated: 0 };
    const used = this.#minutes.get(key) ?? nothing;
    this.#minutes.set(key, {
      ...used,
      uncachedPrompt: used.uncachedPrompt + cacheAdjusted,
      cachedPrompt: used.cachedPrompt + prompt - cacheAdjusted,
      generated: used.generated + generated,
    });
    const [oldest] = this.#minutes.keys();
    if (this.#minutes.size > MOST && oldest !== undefined) this.#minutes.delete(oldest);
  }

  /** Minutes that begin from `start` on and before `end`. */
  between(start: number, end: number): UsedMinute[] {
    return [...this.#minutes.values()].filter(({ minute }) => minute >= start && minute < end);
  }
}
