import type { SharedAsk, SharedGrant } from "fireworks-client";
import { callShare, callsLeft, usedPoints, WHOLE } from "./call-share.js";
import {
  dueLook,
  LOOK_TIMES,
  shorterLook,
  slack,
  UNKNOWN_MS,
  untilNextLook,
} from "./look-times.js";
import { OpenWindow } from "./open-window.js";
import type { Count, ShareCounter } from "./share-counter.js";

/** One process takes this part of the limit at once: processes take turns. */
const PORTION = WHOLE / 20;
/** So much more used than was counted shows that the budget was not back, or that others use it. */
const MUCH = 0.3 * WHOLE;
/** Windows in which that must happen, without one between, before their length is doubted. */
const DOUBTS = 2;
/** How often to see whether somebody's look found the budget back. */
const POLL_MS = 100;
const ONE_LOOK: SharedGrant = { calls: 1, retryInMs: POLL_MS };

/**
 * When calls of one model may go, by what all processes counted in the open window and by the headers of
 * calls sent within it: others may use the account too. When the budget is used up and nobody knows for
 * how long, one call of all processes looks, at round times.
 */
export class ModelBudget {
  readonly #counter: ShareCounter;
  readonly #fixedLength: number | undefined;
  readonly #window = new OpenWindow();
  /** How long windows are, as some process found. */
  #length: number | undefined;
  #doubts = 0;
  /** The look this process made last. */
  #looked: number | undefined;
  #share = 0;

  constructor(counter: ShareCounter, fixedLength: number | undefined) {
    this.#counter = counter;
    this.#fixedLength = fixedLength;
  }

  async take(ask: SharedAsk): Promise<SharedGrant> {
    const share = callShare(ask);
    // Nothing to go by: these are the first calls, or a deployment of one's own, which has no limits.
    if (share === undefined) return { calls: ask.calls };
    this.#share = share;
    if (!this.#window.isOpen || this.#length === undefined) await this.#learnLength();
    if (this.#window.fullSince !== undefined && this.#window.isOpen) await this.#readCounter();
    const left = await this.#leftByHeaders(ask);
    const portion = Math.max(Math.floor(PORTION / share), 1);
    const calls = Math.min(ask.calls, left, portion);
    const granted = calls > 0 && !this.#isFull ? await this.#count(calls, share) : 0;
    if (granted > 0) return { calls: granted, retryInMs: 0, decides: true };
    return { ...(await this.#look()), decides: true };
  }

  /** Calls that were granted and not sent. */
  async giveBack(calls: number): Promise<void> {
    await this.#takeBack(calls * this.#share);
  }

  get #windowMs(): number {
    return this.#fixedLength ?? this.#length ?? UNKNOWN_MS;
  }

  get #isFull(): boolean {
    return this.#window.isOpen && this.#window.fullSince !== undefined;
  }

  async #learnLength(): Promise<void> {
    if (this.#fixedLength === undefined) this.#length = await this.#counter.readLength();
  }

  /** Counts calls, and says how many of them were still within the limit. */
  async #count(calls: number, share: number): Promise<number> {
    const askedAt = performance.now();
    const count = await this.#counter.add(calls * share, this.#windowMs);
    this.#see(count, askedAt);
    const over = Math.ceil(Math.max(count.consumed - WHOLE, 0) / share);
    const granted = Math.max(calls - over, 0);
    if (granted < calls) await this.#takeBack((calls - granted) * share);
    if (granted === 0) this.#window.fullSince = performance.now();
    return granted;
  }

  async #readCounter(): Promise<void> {
    const askedAt = performance.now();
    this.#see((await this.#counter.read()) ?? { consumed: 0, endsInMs: 0 }, askedAt);
  }

  /** How many calls fit by the asker's headers; no limit as long as they are of an older window. */
  async #leftByHeaders(ask: SharedAsk): Promise<number> {
    const { reading } = ask;
    if (reading === undefined || !this.#window.holds(reading.sentAgoMs))
      return Number.POSITIVE_INFINITY;
    const used = usedPoints(ask, reading);
    if (this.#window.wasFull(reading.sentAgoMs) && used < WHOLE - MUCH) await this.#cameBack(used);
    else if (used - this.#window.consumed > MUCH) await this.#wasUsed(used);
    const left = callsLeft(ask, reading);
    if (left < 1 && !this.#isFull) await this.#fill();
    return left;
  }

  /** A budget that was used up is back, before its window was to end. */
  async #cameBack(used: number): Promise<void> {
    const found = this.#looked === undefined ? undefined : LOOK_TIMES[this.#looked];
    if (found !== undefined && (this.#length !== undefined || (await this.#isFound()))) {
      this.#length = found;
      await this.#counter.writeLength(found);
    }
    this.#see(await this.#counter.open(used, this.#windowMs));
  }

  /** Whether the look before the successful one was made as well, and failed. */
  async #isFound(): Promise<boolean> {
    const before = LOOK_TIMES[(this.#looked ?? 0) - 1];
    return before === undefined || this.#counter.wasLooked(before);
  }

  /** Much is used that nobody counted: counts it. Again and again, windows are longer than was believed. */
  async #wasUsed(used: number): Promise<void> {
    await this.#readCounter();
    const uncounted = used - this.#window.consumed;
    if (uncounted <= MUCH || !this.#window.isOpen) return;
    this.#see(await this.#counter.add(uncounted, this.#windowMs));
    if (this.#window.isMismatched || this.#length === undefined) return;
    this.#window.isMismatched = true;
    this.#doubts += 1;
    if (this.#doubts < DOUBTS) return;
    await this.#forgetLength();
    this.#see(await this.#counter.open(this.#window.consumed, UNKNOWN_MS));
  }

  async #forgetLength(): Promise<void> {
    this.#length = undefined;
    this.#doubts = 0;
    await this.#counter.forgetLength();
  }

  /** Headers say that nothing is left, whoever used it: all wait. */
  async #fill(): Promise<void> {
    this.#see(await this.#counter.add(WHOLE, this.#windowMs));
    this.#window.fullSince = performance.now();
  }

  #see(count: Count, askedAt: number = performance.now()): void {
    const { isMismatched } = this.#window;
    if (!this.#window.see(count, askedAt)) return;
    this.#looked = undefined;
    if (!isMismatched) this.#doubts = 0;
  }

  /** The budget is used up. Where it is unknown for how long, one of all processes looks. */
  async #look(): Promise<SharedGrant> {
    const { endsInMs } = this.#window;
    const windowMs = this.#windowMs;
    const elapsed = windowMs - endsInMs;
    const due = dueLook(elapsed);
    if (windowMs === UNKNOWN_MS) {
      if (await this.#looks(due, 2 * (LOOK_TIMES[due] ?? 0))) return ONE_LOOK;
      return { calls: 0, retryInMs: Math.min(untilNextLook(elapsed), POLL_MS) };
    }
    const recheck = this.#fixedLength === undefined ? shorterLook(windowMs) : -1;
    // One call a window, so that a length found while a machine was slow does not slow all for long.
    if (due >= recheck && (await this.#looks(recheck, windowMs))) return ONE_LOOK;
    const untilEnd = endsInMs + slack(windowMs);
    // The answer to a look of this process may be here before the window ends.
    if (this.#looked !== undefined) return { calls: 0, retryInMs: Math.min(POLL_MS, untilEnd) };
    const untilLook = due < recheck ? untilNextLook(elapsed) : untilEnd;
    return { calls: 0, retryInMs: Math.min(untilLook, untilEnd) };
  }

  /** Whether it is this process that makes that look; its time is the index of `LOOK_TIMES`. */
  async #looks(look: number, restMs: number): Promise<boolean> {
    const lookMs = LOOK_TIMES[look];
    if (lookMs === undefined || this.#looked === look) return false;
    if (!(await this.#counter.mayLook(lookMs, restMs))) return false;
    this.#looked = look;
    return true;
  }

  /** Points for a window that is about to end would be taken from the next one. */
  async #takeBack(points: number): Promise<void> {
    if (this.#window.isOpen) await this.#counter.takeBack(points);
  }
}
