import type { Count } from "./share-counter.js";

/** A window whose end differs by more than this is another one. */
const SAME_MS = 100;
/** So close to the end, points might be taken from the next window. */
const CLOSING_MS = 50;

/** The window of the counter as this process sees it, by its own clock. */
export class OpenWindow {
  /** When this process first asked and found it: what was sent later was sent within it. */
  #seenAt = 0;
  #endsAt = 0;
  /** Since when nothing is left. */
  fullSince: number | undefined;
  /** Points used, at the last look. */
  consumed = 0;
  /** Headers showed that much more is used than was counted. */
  isMismatched = false;

  /** @returns whether it is another window than before */
  see({ consumed, endsInMs }: Count, askedAt: number): boolean {
    const endsAt = performance.now() + endsInMs;
    const isOther = Math.abs(endsAt - this.#endsAt) > SAME_MS;
    this.consumed = consumed;
    if (!isOther) return false;
    this.#seenAt = askedAt;
    this.#endsAt = endsAt;
    this.fullSince = undefined;
    this.isMismatched = false;
    return true;
  }

  get endsInMs(): number {
    return Math.max(this.#endsAt - performance.now(), 0);
  }

  get isOpen(): boolean {
    return this.endsInMs > CLOSING_MS;
  }

  /** Whether a call sent that long ago was sent within this window. */
  holds(sentAgoMs: number): boolean {
    return this.isOpen && performance.now() - sentAgoMs >= this.#seenAt;
  }

  /** Whether a call sent that long ago was sent after the budget was used up. */
  wasFull(sentAgoMs: number): boolean {
    return this.fullSince !== undefined && performance.now() - sentAgoMs >= this.fullSince;
  }
}
