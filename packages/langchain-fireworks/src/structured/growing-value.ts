import type { Answer, PartialAnswer } from "./answer-source.js";
import { type ReadPlan, withoutNulls } from "./read-answer.js";

/** How many properties each piece of a stream may cost to show. */
const PER_PIECE = 100;

/**
 * The value of a streamed answer as it grows, in time that grows with the stream and not with its
 * square: a value may be kept, so showing it copies what is still open. One of thousands of open
 * properties is therefore shown after every few pieces, and not after each.
 */
export class GrowingValue {
  readonly #answer: PartialAnswer;
  readonly #plan: ReadPlan<unknown>;
  #shown: unknown;
  #credit = 0;
  #isOver = false;

  constructor(plan: ReadPlan<unknown>) {
    this.#answer = plan.source.open();
    this.#plan = plan;
  }

  /** What is to be shown after this piece; `undefined` until the object begins. */
  push(piece: Answer): unknown {
    const { json } = this.#answer;
    if (this.#isOver) return this.#shown;
    this.#answer.push(piece);
    this.#isOver = json.isOver;
    this.#credit += PER_PIECE;
    // Where nulls are taken out, all of the value is gone through.
    const cost = this.#plan.filledBy === undefined ? json.openSize : json.values;
    if (cost > this.#credit && !this.#isOver) return this.#shown;
    this.#credit = 0;
    this.#shown = withoutNulls(this.#answer.value(), this.#plan);
    return this.#shown;
  }
}
