import { Average } from "./average.js";
import type { Answer, Counted } from "./flights.js";
import { Refill } from "./refill.js";
import type { Gain } from "./refill.js";

/** What one answer's headers say of one metric. */
export interface Reading {
  limit: number | undefined;
  remaining: number;
}

/**
 * What a reading shows, against what was known.
 * - `first`: there was nothing; `stale`: it says nothing new
 * - `drained`: only what was spent, and perhaps some refill
 * - `full`: as good as untouched
 * - `reset`: a budget that was in use is back at once
 * - `denied`: the budget was assumed to be back, and is not
 */
export type Change = "first" | "stale" | "drained" | "full" | "reset" | "denied";

/** Below this share of the limit in use, a budget that is back shows nothing. */
const SHARE_IN_USE = 0.2;

/** What so many calls took shows how much calls differ. */
const ENOUGH_SAMPLES = 16;

/** What was known at one moment: `left` when `taken` calls had been taken from the budget. */
interface Anchor extends Counted {
  /** No answer has said so. */
  isAssumed: boolean;
  at: number;
  left: number;
  /** Calls on their way of which it is not known whether they are counted in `taken`. */
  open: number;
  /** The budget was back since the anchor before: what came back is no refill. */
  isFresh: boolean;
}

/**
 * One metric of one budget: what is left, by the last reading and the calls sent since, and how fast it
 * comes back. Answers overtake each other, so a reading is later than another only if its call was sent
 * clearly later. Of those sent together each is a lower bound of what is left, and the highest is taken.
 */
export class Meter {
  #limit: number | undefined;
  #anchor: Anchor | undefined;
  #before: Anchor | undefined;
  readonly #fixedCost: number | undefined;
  readonly #cost = new Average();
  #costByUsage: Average | undefined;
  readonly #refill = new Refill();
  /** What is left below this was refused to a call. */
  #floor = 0;

  #reserve = 0;
  /** What a call takes at most, while nothing better is known: as if all that is gone were ours. */
  #guess: number | undefined;
  /** False where the budget is known to come back at once: gains are errors then. */
  refills = true;
  /** The least that readings sent together said. */
  #lowest = 0;

  /** @param fixedCost - What every call takes, where that is no question. */
  constructor(fixedCost?: number) {
    this.#fixedCost = fixedCost;
  }

  get limit(): number | undefined {
    return this.#limit;
  }

  /** What a call takes on average: by answers that say it, else by what headers show. */
  get cost(): number | undefined {
    return this.#fixedCost ?? (this.#costByUsage ?? this.#cost).mean ?? this.#guess;
  }

  get isKnown(): boolean {
    return this.#anchor !== undefined;
  }

  /** Whether it is known how many calls fit: calls differ in size, and the first may be the smallest. */
  get isReady(): boolean {
    const { samples } = this.#costByUsage ?? this.#cost;
    return this.isKnown && (this.#fixedCost !== undefined || samples >= ENOUGH_SAMPLES);
  }

  /** The share of the limit that was left at the last reading. */
  get share(): number {
    return this.#anchor === undefined || !this.#limit ? 1 : this.#anchor.left / this.#limit;
  }

  /** What comes back in a millisecond; 0 as long as it is not known to. */
  get refillRate(): number {
    if (!this.refills) return 0;
    const deviation = (this.#costByUsage ?? this.#cost).deviation;
    return this.#refill.rate(this.#openGain, { mean: this.#mean, deviation });
  }

  /** What is left, once `taken` calls were sent and not refused. */
  left(now: number, taken: number): number {
    if (this.#anchor === undefined) return Number.POSITIVE_INFINITY;
    const { at } = this.#anchor;
    // Never more than was seen to come back: a wrong rate must not run away.
    const back = Math.min(this.refillRate * Math.max(now - at, 0), this.#seenBack);
    const left = this.#level(this.#anchor) + back - this.#floor - taken * this.#mean;
    return Math.min(left, this.#limit ?? left) - this.#doubt(taken - this.#anchor.taken);
  }

  /** Whether another call fits. */
  hasRoom(now: number, taken: number): boolean {
    return this.left(now, taken) >= this.#need;
  }

  /** When another call will fit by refill alone; infinite if that is not known to happen. */
  roomAt(now: number, taken: number): number {
    const at = this.#anchor?.at ?? now;
    const missing = this.#need - this.left(at, taken);
    const rate = this.refillRate;
    if (missing <= 0) return now;
    return rate === 0 || missing > this.#seenBack ? Number.POSITIVE_INFINITY : at + missing / rate;
  }

  /** @param answer - The call that the reading came with. */
  read(reading: Reading, answer: Answer): Change {
    const limit = reading.limit ?? Math.max(this.#limit ?? 0, reading.remaining);
    const difference = limit - (this.#limit ?? limit);
    this.#shift(difference);
    const heard = Math.max(answer.taken - answer.unheard, 1);
    this.#guess = Math.max(this.#guess ?? 0, (limit - reading.remaining) / heard);
    const next = this.#anchorOf(answer, reading.remaining);
    const change = this.#compare(next, answer, limit);
    if (change === "stale") {
      this.#shift(-difference);
      return change;
    }
    if (this.#limit) this.#refill.scale(limit / this.#limit);
    this.#limit = limit;
    if (change === "reset" || reading.remaining < this.#floor) this.#floor = 0;
    this.#keepReserve(answer.refused);
    this.#anchor = next;
    return change;
  }

  /** A limit that changes takes what is left along: that is no budget that comes back. */
  #shift(difference: number): void {
    this.#lowest += difference;
    for (const anchor of [this.#anchor, this.#before]) {
      if (anchor !== undefined) anchor.left += difference;
    }
  }

  /** Where a budget comes back little by little, what is kept in it costs nothing, and forgives errors. */
  #keepReserve(refused: boolean): void {
    const most = (this.#limit ?? 0) / 4;
    this.#reserve = refused
      ? Math.min(this.#reserve * 1.5 + this.#mean, most)
      : this.#reserve * 0.99;
  }

  /** A call of that number took nothing: it was refused. */
  tookNothing(call: number): void {
    for (const anchor of [this.#anchor, this.#before]) {
      if (anchor !== undefined && call <= anchor.counted) anchor.taken -= 1;
    }
  }

  /** A call was refused although this much was left: what is left is of no use. */
  blame(): void {
    this.#floor = this.#anchor?.left ?? 0;
  }

  /** What an answer took, by its own words. */
  spent(amount: number): void {
    this.#costByUsage ??= new Average();
    this.#costByUsage.add(amount);
  }

  /** Takes a part of the limit to be there again, until an answer says how it is. */
  assume(part: number, now: number, sent: Counted): void {
    if (this.#anchor === undefined || this.#limit === undefined) return;
    const left = this.#limit * part;
    this.#anchor = { isAssumed: true, at: now, ...sent, open: 0, left, isFresh: true };
    this.#lowest = Number.POSITIVE_INFINITY;
    this.#floor = 0;
  }

  /** How much more the calls that are not counted yet may take than is assumed. */
  #doubt(calls: number): number {
    const { deviation } = this.#costByUsage ?? this.#cost;
    return calls <= 1 || this.#fixedCost !== undefined
      ? 0
      : deviation * (1.5 * Math.sqrt(calls) + calls * 0.15);
  }

  get #mean(): number {
    return this.cost ?? 0;
  }

  get #need(): number {
    const reserve = this.refillRate > 0 ? this.#reserve : 0;
    return Math.max(this.#mean + reserve, Number.MIN_VALUE);
  }

  #level(anchor: Anchor): number {
    return anchor.left + anchor.taken * this.#mean;
  }

  get #seenBack(): number {
    return this.#refill.seen(this.#openGain);
  }

  /** What came back between the last two anchors, as far as known. */
  get #openGain(): Gain | undefined {
    const [anchor, before] = [this.#anchor, this.#before];
    return anchor === undefined || before === undefined || anchor.isFresh
      ? undefined
      : this.#gain(before, anchor);
  }

  #gain(from: Anchor, to: Anchor): Gain {
    const amount = this.#level(to) - this.#level(from);
    return { amount, ms: to.at - from.at, calls: Math.max(to.taken - from.taken, 0) };
  }

  /**
   * Two ways to know which calls are counted in what remains: those that reached the server before, and
   * those that were answered, if the lowest of what was said meanwhile is taken. Whichever leaves fewer open.
   */
  #anchorOf({ call, refused, taken, unheard, overtakingMs }: Answer, remaining: number): Anchor {
    const { at, before } = call;
    const isTogether = this.#anchor !== undefined && at < this.#anchor.at + overtakingMs;
    this.#lowest = isTogether ? Math.min(this.#lowest, remaining) : remaining;
    const rest = { at, isFresh: false, isAssumed: false };
    const heard = taken - unheard;
    if (heard >= before.taken) {
      return { ...rest, counted: 0, taken: heard, open: unheard, left: this.#lowest };
    }
    const open = taken - before.taken;
    return { ...rest, ...before, open, left: refused ? remaining : remaining + this.#mean };
  }

  #compare(next: Anchor, { call, overtakingMs, refused }: Answer, limit: number): Change {
    const anchor = this.#anchor;
    if (anchor === undefined) return "first";
    if (anchor.isAssumed) {
      if (call.call <= anchor.counted) return "stale";
      next.isFresh = true;
      this.#before = undefined;
      const since = (next.taken - anchor.taken) * this.#mean;
      return next.left + since > limit / 2 ? "reset" : "denied";
    }
    if (next.at <= anchor.at - overtakingMs) return "stale";
    const isLater = next.at >= anchor.at + overtakingMs;
    if (isLater) this.#close(anchor);
    else if (!refused && !this.#knowsMore(next, anchor)) return "stale";
    return this.#judge(next, limit);
  }

  /** Of readings sent together the one that leaves fewest calls open; of equal ones the lower bound that is higher. */
  #knowsMore(next: Anchor, anchor: Anchor): boolean {
    if (next.taken !== anchor.taken) return next.taken > anchor.taken;
    return this.#level(next) > this.#level(anchor);
  }

  /** The anchor's time is over: what it shows is final. */
  #close(anchor: Anchor): void {
    const gain = this.#openGain;
    if (gain !== undefined) {
      this.#refill.add(gain);
      this.#learnCost(gain, anchor);
    }
    this.#before = anchor;
  }

  #judge(next: Anchor, limit: number): Change {
    const before = this.#before;
    if (before === undefined) return "drained";
    if (this.#cost.mean === undefined) this.#learnCost(this.#gain(before, next), next);
    const { calls } = this.#gain(before, next);
    // What surely came back: calls that are open may have been counted before, and not be now.
    const amount = this.#level(next) - this.#level(before) - before.open * this.#mean;
    const inUse = limit - before.left;
    if (inUse >= SHARE_IN_USE * limit && amount >= inUse / 2) next.isFresh = true;
    if (next.isFresh) return "reset";
    const isFull = amount > 0 && next.left + calls * this.#mean >= limit;
    next.isFresh = isFull;
    return isFull ? "full" : "drained";
  }

  #learnCost({ calls }: Gain, { left }: Anchor): void {
    const drop = (this.#before?.left ?? left) - left;
    if (calls > 0 && drop > 0) this.#cost.add(drop / calls, calls);
  }
}
