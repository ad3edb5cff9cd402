import { Line } from "./line.js";

/** Calls up to a number, and how many of them took something from the budget. */
export interface Counted {
  counted: number;
  taken: number;
}

/** A call on its way. */
export interface Sent {
  /** Its number in the order of sending, from 1. */
  call: number;
  at: number;
  /** The calls that surely reached the server before it. */
  before: Counted;
}

/** A call that was answered, as a reading of the headers needs to know it. */
export interface Answer {
  call: Sent;
  refused: boolean;
  /** All calls at that moment that took something, and those of them of which nothing was heard yet. */
  taken: number;
  unheard: number;
  /** Two calls sent within this time, in milliseconds, may have overtaken each other. */
  overtakingMs: number;
}

/**
 * Who was sent when, and who reached the server before whom: calls may overtake each other on the way, but
 * not by more than the fastest answer took.
 */
export class Flights {
  readonly #flying = new Set<Sent>();
  readonly #unheard = new Set<Sent>();
  /** Those that calls sent now may overtake. */
  readonly #recent = new Line<Sent>();
  #arrived = 0;
  #sent = 0;
  #refused = 0;
  #fastestMs = Number.POSITIVE_INFINITY;

  get inFlight(): number {
    return this.#flying.size;
  }

  get all(): Counted {
    return { counted: this.#sent, taken: this.#sent - this.#refused };
  }

  send(now: number): Sent {
    this.#settle(now);
    this.#sent += 1;
    // Whoever was refused is so since before: that took as long as the fastest answer.
    const before = { counted: this.#arrived, taken: this.#arrived - this.#refused };
    const sent: Sent = { call: this.#sent, at: now, before };
    this.#flying.add(sent);
    this.#unheard.add(sent);
    this.#recent.push(sent);
    return sent;
  }

  /** The headers of an answer are here. */
  answered(call: Sent, refused: boolean, now: number): Answer {
    this.#unheard.delete(call);
    // Clocks of a millisecond cannot tell the order within one.
    this.#fastestMs = Math.min(this.#fastestMs, Math.max(now - call.at, 1));
    if (refused) this.#tookNothing(call.call);
    return {
      call,
      refused,
      taken: this.all.taken,
      unheard: this.#unheard.size,
      overtakingMs: this.#fastestMs,
    };
  }

  ended(call: Sent): void {
    this.#flying.delete(call);
    this.#unheard.delete(call);
  }

  #settle(now: number): void {
    for (let first = this.#recent.first; first !== undefined; first = this.#recent.first) {
      if (first.at > now - this.#fastestMs) return;
      this.#recent.shift();
      this.#arrived = first.call;
    }
  }

  #tookNothing(call: number): void {
    this.#refused += 1;
    for (const { before } of this.#flying) if (call <= before.counted) before.taken -= 1;
  }
}
