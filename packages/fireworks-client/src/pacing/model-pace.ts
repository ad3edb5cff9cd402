import type { RateLimitState } from "../rate-limit.js";
import { PACE_METRICS } from "./amounts.js";
import type { PaceAmounts } from "./amounts.js";
import { Flights } from "./flights.js";
import type { Answer, Sent } from "./flights.js";
import { Concurrency } from "./concurrency.js";
import { Meters } from "./meters.js";
import type { ModelPaceState, PaceReason } from "./pace-state.js";
import type { PacedRefusal } from "./paced-refusal.js";
import type { PacerSettings } from "./pacer-options.js";
import type { SharedReading } from "./shared-budget.js";
import { WindowClock } from "./window-clock.js";

/** Whether the next call may go; if not, when to ask again (`Infinity`: when something is heard). */
export type Verdict = { go: true; looks: boolean } | { go: false; at: number; reason: PaceReason };

/** Status and headers of an answer. */
export interface Heard {
  status: number;
  rateLimit: RateLimitState | undefined;
  now: number;
}

/** A refusal, and whether it is that of a call which is refused again and again while others are not. */
export interface Refused extends PacedRefusal {
  isAlone?: boolean;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 8_000;

/**
 * When calls of one model may go: a state machine that is told the time and what happens, and holds no
 * timer. Budgets come from headers; where none are sent, the number of calls in flight is all there is.
 */
export class ModelPace {
  readonly #meters = new Meters();
  readonly #window = new WindowClock();
  readonly #flights = new Flights();
  readonly #places: Concurrency;
  /** The call that was sent to see whether the budget is back. */
  #looking: Sent | undefined;
  #emptySince: number | undefined;
  #notBefore = 0;
  #pause: PaceReason = "backoff";
  /** Pauses since the last success. */
  #pauses = 0;
  #heardAny = false;
  #newest: { call: Sent; remaining: PaceAmounts } | undefined;

  constructor({ firstCalls, maxInFlight }: PacerSettings) {
    this.#places = new Concurrency({ first: firstCalls, most: maxInFlight });
  }

  /** @param isShared - A budget that knows more is asked instead of this one's meters. */
  next(now: number, isShared = false): Verdict {
    if (now < this.#notBefore) return wait(this.#notBefore, this.#pause);
    if (this.#flights.inFlight >= this.#places.limit)
      return wait(Number.POSITIVE_INFINITY, this.#heardAny ? "in-flight" : "start");
    if (isShared) return { go: true, looks: false };
    if (this.#looking !== undefined) return wait(Number.POSITIVE_INFINITY, "look");
    return this.#nextByBudget(now);
  }

  #nextByBudget(now: number): Verdict {
    this.#meters.refills = this.#window.lengthMs === undefined;
    const sent = this.#flights.all;
    const empty = this.#meters.empty(now, sent);
    if (empty.length === 0) {
      this.#emptySince = undefined;
      return { go: true, looks: false };
    }
    this.#emptySince ??= now;
    const refilledAt = Math.max(...empty.map((meter) => meter.roomAt(now, sent.taken)));
    if (refilledAt !== Number.POSITIVE_INFINITY) return wait(refilledAt, "refill");
    const lookAt = this.#window.nextLook(now, this.#emptySince);
    if (lookAt > now) return wait(lookAt, "window");
    const part = this.#window.look(now);
    if (part > 0) this.#meters.assume(part, now, sent);
    return { go: true, looks: part === 0 };
  }

  /** A call goes: call it only after `next` said so. */
  sent(now: number, looks: boolean): Sent {
    const sent = this.#flights.send(now);
    if (looks) this.#looking = sent;
    this.#window.sent(now);
    return sent;
  }

  /** Status and headers of a call are here. */
  heard(call: Sent, { status, rateLimit, now }: Heard): void {
    const succeeded = status < 400;
    this.#heardAny = true;
    const answer = this.#flights.answered(call, !succeeded, now);
    this.#window.answered(call.at, now);
    if (!succeeded) this.#meters.tookNothing(call.call);
    if (rateLimit !== undefined) this.#read(answer, rateLimit);
    if (succeeded) {
      this.#window.succeeded(call.at, now);
      this.#pauses = 0;
      if (this.#meters.areReady) this.#places.open();
      else this.#places.succeeded();
    }
    this.#answered(call);
  }

  #read(answer: Answer, limits: RateLimitState): void {
    const { call } = answer;
    const looked = call === this.#looking;
    const change = this.#meters.read(limits, answer);
    if (change === "reset") this.#window.back(call.at, looked || this.#emptySince !== undefined);
    if (change === "denied") this.#window.denied(call.at);
    if (change === "drained") this.#window.still(call.at);
    if (call.call < (this.#newest?.call.call ?? 0)) return;
    this.#newest = { call, remaining: remainingIn(limits) };
  }

  /** What the headers of the call said that was sent last of those that were answered. */
  reading(now: number): SharedReading | undefined {
    if (this.#newest === undefined) return undefined;
    const { call, remaining } = this.#newest;
    const sentSince = this.#flights.all.counted - call.call;
    return { sentAgoMs: now - call.at, remaining, sentSince };
  }

  spent(amounts: PaceAmounts): void {
    this.#meters.spent(amounts);
    if (this.#meters.areReady) this.#places.open();
  }

  /**
   * A call was refused; `heard` was called before, if there was an answer. One that stands alone says more of
   * itself than of the pace, as long as the headers show what there is.
   */
  refused(call: Sent, { kind, retryAfterMs, isAlone }: Refused, now: number): void {
    if (isAlone === true && kind === "limit" && this.#meters.areReady) return;
    if (retryAfterMs !== undefined) this.#wait(now + retryAfterMs, "retry-after");
    const explained =
      kind === "limit" &&
      (this.#meters.empty(now, this.#flights.all).length > 0 || this.#meters.blame());
    if (explained || !this.#places.cut(call.call, this.#flights.all.counted)) return;
    if (retryAfterMs !== undefined) return;
    this.#pauses += 1;
    const backoff = FIRST_BACKOFF_MS * 2 ** (this.#pauses - 1);
    this.#wait(now + Math.min(backoff, LONGEST_BACKOFF_MS), "backoff");
  }

  #wait(until: number, reason: PaceReason): void {
    if (until <= this.#notBefore) return;
    this.#notBefore = until;
    this.#pause = reason;
  }

  #answered(call: Sent): void {
    if (call === this.#looking) this.#looking = undefined;
  }

  /** A call is over, whether anything was heard or not. */
  ended(call: Sent): void {
    this.#flights.ended(call);
    this.#answered(call);
  }

  /** How many calls could go at this moment, at most `wanted`: an estimate. */
  room(now: number, wanted: number): number {
    const free = Math.max(this.#places.limit - this.#flights.inFlight, 1);
    const { remaining, cost } = this.report(now);
    const fitting = Object.entries(remaining).map(([metric, left]) => {
      const each = cost[metric as keyof PaceAmounts] ?? 0;
      return each > 0 ? Math.max(Math.floor(left / each), 1) : wanted;
    });
    return Math.min(wanted, free, ...fitting);
  }

  report(now: number): Omit<ModelPaceState, "waiting" | "totals" | "reason" | "nextInMs"> {
    const refillPerSecond = this.#meters.amounts(
      ({ refillRate }) => refillRate * 1_000 || undefined,
    );
    const windowMs = this.#window.lengthMs;
    return {
      inFlight: this.#flights.inFlight,
      maxInFlight: this.#places.limit,
      limits: this.#meters.amounts(({ limit }) => limit),
      remaining: this.#meters.amounts((meter) =>
        Math.max(meter.left(now, this.#flights.all.taken), 0),
      ),
      cost: this.#meters.amounts(({ cost }) => cost),
      refillPerSecond,
      ...(windowMs === undefined ? {} : { windowMs }),
    };
  }
}

function remainingIn(limits: RateLimitState): PaceAmounts {
  const entries = PACE_METRICS.flatMap((metric) => {
    const remaining = limits[metric]?.remaining;
    return remaining === undefined ? [] : [[metric, remaining] as const];
  });
  return Object.fromEntries(entries);
}

const wait = (at: number, reason: PaceReason): Verdict => ({ go: false, at, reason });
