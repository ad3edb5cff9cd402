import type { RateLimitSettings } from "./options.js";

/** What is limited. */
export type BudgetKind = "prompt" | "cacheAdjusted" | "generated" | "requests";

export type Amounts = Record<BudgetKind, number>;

export const BUDGET_KINDS: readonly BudgetKind[] = [
  "prompt",
  "cacheAdjusted",
  "generated",
  "requests",
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const PERIOD = 15 * MINUTE;
const BUSY = 0.5;
const GROWTH = 1.25;
/** The ceiling of medium models over what all start with (contract 8.1). */
const MOST_GROWTH = 12;
const QUIET = 1 / 3;
const SHRINKAGE = 0.8;
const QUIET_TIME = 3 * DAY;
const FORGET_AFTER = 72 * HOUR;

/**
 * The budget of one model: a window that starts with the first request after the last one ended, and
 * limits that may adapt. Everything follows from the times it is told; there are no timers.
 */
export class Budget {
  readonly #start: Amounts;
  readonly #windowMs: number;
  readonly #isAdaptive: boolean;
  #limits: Amounts;
  #spent: Amounts = nothing();
  #windowStart: number;
  #inPeriod: Amounts = nothing();
  #periodStart: number;
  #lastRequest: number;
  #lastShrunk: number;
  /** The end of the last period with more use than a third. */
  #quietSince: Amounts;

  constructor(settings: RateLimitSettings, now: number) {
    this.#start = {
      prompt: settings.promptTokens ?? 3_600_000,
      cacheAdjusted: settings.cacheAdjustedPromptTokens ?? 900_000,
      generated: settings.generatedTokens ?? 36_000,
      requests: settings.requests ?? Infinity,
    };
    this.#limits = { ...this.#start };
    this.#windowMs = settings.windowMs ?? MINUTE;
    this.#isAdaptive = settings.adaptive ?? false;
    this.#windowStart = this.#periodStart = this.#lastRequest = this.#lastShrunk = now;
    this.#quietSince = { prompt: now, cacheAdjusted: now, generated: now, requests: now };
  }

  get limits(): Readonly<Amounts> {
    return this.#limits;
  }

  /** What may be used each second, if it is used evenly. */
  get perSecond(): Amounts {
    const each = BUDGET_KINDS.map((kind) => [kind, (this.#limits[kind] * 1_000) / this.#windowMs]);
    return Object.fromEntries(each) as Amounts;
  }

  /** Milliseconds until the window ends. */
  msLeft(now: number): number {
    return Math.max(this.#windowStart + this.#windowMs - now, 0);
  }

  remaining(kind: BudgetKind): number {
    return Math.max(this.#limits[kind] - this.#spent[kind], 0);
  }

  /** Opens a new window when the old one is over, and adapts the limits. */
  moveTo(now: number): void {
    if (this.#isAdaptive) this.#adapt(now);
    if (now - this.#windowStart < this.#windowMs) return;
    this.#windowStart = now;
    this.#spent = nothing();
  }

  spend(amounts: Amounts, now: number): void {
    this.#lastRequest = now;
    for (const kind of BUDGET_KINDS) {
      this.#spent[kind] += amounts[kind];
      this.#inPeriod[kind] += amounts[kind];
    }
  }

  #adapt(now: number): void {
    if (now - this.#lastRequest >= FORGET_AFTER) return this.#forget(now);
    const periods = Math.floor((now - this.#periodStart) / PERIOD);
    if (periods < 1) return;
    const periodEnd = this.#periodStart + PERIOD;
    for (const kind of BUDGET_KINDS) this.#endPeriod(kind, periodEnd);
    this.#periodStart += periods * PERIOD;
    this.#inPeriod = nothing();
    if (now - this.#lastShrunk < DAY) return;
    const quiet = BUDGET_KINDS.filter((kind) => now - this.#quietSince[kind] >= QUIET_TIME);
    if (quiet.length > 0) this.#lastShrunk = now;
    for (const kind of quiet)
      this.#limits[kind] = Math.max(Math.round(this.#limits[kind] * SHRINKAGE), this.#start[kind]);
  }

  #endPeriod(kind: BudgetKind, at: number): void {
    const share = this.#inPeriod[kind] / (this.#limits[kind] * (PERIOD / this.#windowMs));
    if (share >= QUIET) this.#quietSince[kind] = at;
    if (share > BUSY && kind !== "requests")
      this.#limits[kind] = Math.min(
        Math.round(this.#limits[kind] * GROWTH),
        this.#start[kind] * MOST_GROWTH,
      );
  }

  #forget(now: number): void {
    this.#limits = { ...this.#start };
    this.#inPeriod = nothing();
    this.#periodStart = this.#lastShrunk = now;
    for (const kind of BUDGET_KINDS) this.#quietSince[kind] = now;
  }
}

function nothing(): Amounts {
  return { prompt: 0, cacheAdjusted: 0, generated: 0, requests: 0 };
}
