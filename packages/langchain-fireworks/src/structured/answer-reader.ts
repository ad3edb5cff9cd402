import type { AIMessageChunk } from "@langchain/core/messages";
import { Runnable, type RunnableConfig } from "@langchain/core/runnables";
import { concat } from "@langchain/core/utils/stream";
import { choiceOf } from "../convert/message-chunk.js";
import type { Answer } from "./answer-source.js";
import { GrowingValue } from "./growing-value.js";
import { type Reading, readAnswer, type ReadPlan } from "./read-answer.js";
import { sameJson } from "./same-json.js";

/** What the reader hands out: for a whole answer, and for one that is still growing. */
export interface Output<Value, Given> {
  whole(answer: Answer, reading: Reading<Value>): Given;
  /** `undefined` when there is nothing to show. */
  partial(answer: Answer, value: unknown): Given | undefined;
}

/**
 * Reads messages as the object they hold: whole ones once, streamed ones as the object grows. The
 * last value of a stream is what a whole answer gives.
 */
export class AnswerReader<Value, Given> extends Runnable<Answer, Given> {
  override lc_namespace: string[] = ["langchain_fireworks", "structured_output"];
  readonly #plan: ReadPlan<Value>;
  readonly #output: Output<Value, Given>;

  static override lc_name(): string {
    return "StructuredOutputReader";
  }

  constructor(plan: ReadPlan<Value>, output: Output<Value, Given>) {
    super();
    this.#plan = plan;
    this.#output = output;
  }

  override async invoke(answer: Answer, options?: Partial<RunnableConfig>): Promise<Given> {
    const read = async (given: Answer) => this.#readWhole(given);
    return this._callWithConfig(read, answer, { ...options, runType: "parser" });
  }

  override async *transform(
    pieces: AsyncGenerator<Answer>,
    options?: Partial<RunnableConfig>,
  ): AsyncGenerator<Given> {
    const read = (given: AsyncGenerator<Answer>) => this.#readGrowing(given);
    yield* this._transformStreamWithConfig(pieces, read, { ...options, runType: "parser" });
  }

  /** Each value holds all the ones before it. */
  override _concatOutputChunks<Chunk>(_: Chunk, later: Chunk): Chunk {
    return later;
  }

  async #readWhole(answer: Answer): Promise<Given> {
    // A batch with `returnExceptions` hands on the errors of the step before.
    if (answer instanceof Error) throw answer;
    return this.#output.whole(answer, await readAnswer(answer, this.#plan));
  }

  async *#readGrowing(pieces: AsyncIterable<Answer>): AsyncGenerator<Given> {
    const value = new GrowingValue(this.#plan);
    let answer: Answer | undefined;
    let shown: unknown;
    let growing: unknown;
    for await (const piece of pieces) {
      answer =
        answer === undefined ? piece : concat(answer as AIMessageChunk, piece as AIMessageChunk);
      // With `n` above 1 the value is the first choice's, as it is of `invoke`.
      if (choiceOf(piece) === 0) growing = value.push(piece);
      const partial = this.#output.partial(answer, growing);
      if (partial === undefined || sameJson(shown, partial)) continue;
      shown = partial;
      yield partial;
    }
    if (answer === undefined) return;
    const last = await this.#readWhole(answer);
    if (!sameJson(shown, last)) yield last;
  }
}
