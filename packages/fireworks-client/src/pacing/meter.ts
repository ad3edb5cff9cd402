/** What one answer's headers say of one metric. */
export interface Reading {
  /** The number of the call it came with, in the order of sending. */
  call: number;
  /** When that call was sent, in milliseconds. */
  at: number;
  limit: number | undefined;
  remaining: number;
  /** Whether the call itself was taken from the budget: a refused one is not. */
  charged: boolean;
}

/**
 * What a reading shows, against the one before.
 * - `first`: there was none; `stale`: it is older than what is known
 * - `drained`: only what was spent, and perhaps some refill
 * - `full`: as good as untouched
 * - `reset`: a budget that was in use is back at once
 * - `denied`: the budget was assumed to be back, and is not
 */
export type Change = "first" | "stale" | "drained" | "full" | "reset" | "denied";

/** How much of a cost's newest sample counts, once there are enough. */
const COST_WEIGHT = 0.05;
/** Refill is forgotten over this time, in milliseconds, but slowly for those who call seldom. */
const MEMORY_MS = 30_000;
const MOST_FORGOTTEN = 0.1;
/** Below this share of the limit in use, a budget that is back shows nothing. */
const SHARE_IN_USE = 0.2;

/**
 * One metric of one budget. Knows what was left at the last answer (in the order of sending: answers
 * overtake each other), what the calls since then will take, and how fast it seems to come back.
 */
export class Meter {
  #limit: number | undefined;
  #remaining: number | undefined;
  #call = 0;
  #at = 0;
  /** The budget is taken to be back; no answer has said so yet. */
  #assumed = false;
  #cost: number | undefined;
  #samples = 0;
  #byUsage = false;
  /** What came back, and in what time: sums in which the old fades. */
  #gained = 0;
  #gainedIn = 0;
  /** How far readings are from what was expected. */
  #noise = 0;
  /** What is left below this was refused. */
  #floor = 0;

  /** @param fixedCost - What every call takes, where that is no question. */
  constructor(fixedCost?: number) {
    this.#cost = fixedCost;
    this.#byUsage = fixedCost !== undefined;
  }

  get limit(): number | undefined {
    return this.#limit;
  }

  get cost(): number | undefined {
    return this.#cost;
  }

  get isKnown(): boolean {
    return this.#remaining !== undefined;
  }

  /** Whether it is known how many calls fit. */
  get isReady(): boolean {
    return this.isKnown && this.#cost !== undefined;
  }

  /** What comes back in a millisecond; 0 as long as that is no more than noise. */
  get refill(): number {
    const least = 2 * Math.max(this.#cost ?? 0, this.#noise);
    return this.#gainedIn > 0 && this.#gained > least ? this.#gained / this.#gainedIn : 0;
  }

  /** What is left, by the last reading, what was sent since, and what came back since. */
  left(now: number, sent: number): number {
    if (this.#remaining === undefined) return Number.POSITIVE_INFINITY;
    // Never more than was seen to come back: a wrong rate must not run away.
    const back = Math.min(this.refill * Math.max(now - this.#at, 0), this.#gained);
    const left = this.#remaining + back - this.#floor - (sent - this.#call) * (this.#cost ?? 0);
    return Math.min(left, this.#limit ?? left);
  }

  /** Whether another call fits. */
  hasRoom(now: number, sent: number): boolean {
    return this.left(now, sent) >= this.#need;
  }

  /** When another call will fit by refill alone; infinite if that is not known to happen. */
  roomAt(now: number, sent: number): number {
    const missing = this.#need - this.left(this.#at, sent);
    if (missing <= 0) return now;
    return missing > this.#gained || this.refill === 0
      ? Number.POSITIVE_INFINITY
      : this.#at + missing / this.refill;
  }

  get #need(): number {
    return Math.max(this.#cost ?? 0, Number.MIN_VALUE);
  }

  read(reading: Reading): Change {
    if (this.#remaining === undefined) return this.#set(reading, "first");
    if (reading.call <= this.#call) return "stale";
    const limit = reading.limit ?? Math.max(this.#limit ?? 0, reading.remaining);
    if (this.#limit !== undefined && this.#limit > 0) this.#gained *= limit / this.#limit;
    return this.#set(reading, this.#compare(reading, limit, this.#remaining));
  }

  #set(reading: Reading, change: Change): Change {
    const { limit, remaining, call, at } = reading;
    if (remaining < this.#floor || change === "reset") this.#floor = 0;
    this.#limit = limit ?? Math.max(this.#limit ?? 0, remaining);
    this.#remaining = remaining;
    this.#call = call;
    this.#at = at;
    this.#assumed = false;
    return change;
  }

  #compare({ call, at, remaining, charged }: Reading, limit: number, before: number): Change {
    const calls = call - this.#call - (charged ? 0 : 1);
    if (!this.#byUsage && !this.#assumed && calls > 0 && remaining < before)
      this.#learnCost((before - remaining) / calls);
    const spent = calls * (this.#cost ?? 0);
    if (this.#assumed) return remaining + spent > limit / 2 ? "reset" : "denied";
    const gain = remaining - before + spent;
    const inUse = limit - before;
    if (inUse >= SHARE_IN_USE * limit && gain >= inUse / 2) return "reset";
    if (gain > 0 && remaining + spent >= limit) return "full";
    this.#learnRefill(gain, at - this.#at);
    return "drained";
  }

  #learnRefill(gain: number, ms: number): void {
    const surprise = Math.abs(gain - this.refill * ms);
    this.#noise += (surprise - this.#noise) / 8;
    const kept = Math.exp(-Math.min(ms / MEMORY_MS, MOST_FORGOTTEN));
    this.#gained = this.#gained * kept + gain;
    this.#gainedIn = this.#gainedIn * kept + ms;
  }

  /** What an answer took. */
  spent(amount: number): void {
    if (!this.#byUsage) this.#samples = 0;
    this.#byUsage = true;
    this.#learnCost(amount);
  }

  #learnCost(amount: number): void {
    this.#samples += 1;
    const weight = Math.max(COST_WEIGHT, 1 / this.#samples);
    this.#cost =
      this.#samples === 1 ? amount : (this.#cost ?? 0) + (amount - (this.#cost ?? 0)) * weight;
  }

  /** A call was refused although this much was left: what is left is of no use. */
  refused(): void {
    this.#floor = this.#remaining ?? 0;
  }

  /** The share of the limit that was left at the last reading. */
  get share(): number {
    if (this.#remaining === undefined || this.#limit === undefined || this.#limit === 0) return 1;
    return this.#remaining / this.#limit;
  }

  /** Takes a part of the limit to be there again, until an answer says how it is. */
  assume(part: number, now: number, sent: number): void {
    if (this.#remaining === undefined || this.#limit === undefined) return;
    this.#remaining = this.#limit * part;
    this.#floor = 0;
    this.#call = sent;
    this.#at = now;
    this.#assumed = true;
  }
}
