import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { type Runnable, type RunnableConfig, RunnableSequence } from "@langchain/core/runnables";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import { carry } from "../calls/carried-options.js";
import type { Answer } from "./answer-source.js";

/**
 * A model and the reader of its answers. Core races every step of a sequence against the signal, and
 * its bare AbortError would win; the model ends by itself, with a typed error that holds what had
 * arrived.
 */
export class AnswerSequence<Given> extends RunnableSequence<BaseLanguageModelInput, Given> {
  static override lc_name(): string {
    return "AnswerSequence";
  }

  static of<Value>(
    llm: Runnable<BaseLanguageModelInput, Answer>,
    reader: Runnable<Answer, Value>,
    runName: string,
  ): Runnable<BaseLanguageModelInput, Value> {
    return new AnswerSequence<Value>({ first: llm, last: reader }).withConfig({ runName });
  }

  override async invoke(input: BaseLanguageModelInput, options?: RunnableConfig): Promise<Given> {
    return super.invoke(input, carry(options));
  }

  override async stream(
    input: BaseLanguageModelInput,
    options?: RunnableConfig,
  ): Promise<IterableReadableStream<Given>> {
    return super.stream(input, carry(options));
  }

  /** The options of each call of a batch. */
  protected override _getOptionsList<Options extends RunnableConfig>(
    options: Partial<Options> | Partial<Options>[],
    length?: number,
  ): Partial<Options>[] {
    return super._getOptionsList(options, length).map((each) => carry(each));
  }
}
