import type { AIMessage } from "@langchain/core/messages";
import type { BatchRowInput } from "./input-rows.js";

/** A row with an answer, read by what follows the model in the chain. */
export interface BatchAnswer<Output> {
  /** The place of the row among the inputs, from 0. */
  index: number;
  /** Your id of it, if you gave `idOf`. */
  id?: string;
  /** The answer as `invoke` of the model gives it, with usage and cost. */
  message: AIMessage;
  /** With `n` above 1: the message of every choice. */
  messages: AIMessage[];
  /** What the chain gives. */
  output: Output;
  /** Absent: this is what tells the two kinds of items apart. */
  error?: undefined;
}

/** A row without an answer, or with one that the chain cannot read. */
export interface BatchFailure {
  /** The place of the row among the inputs, from 0. */
  index: number;
  /** Your id of it, if you gave `idOf`. */
  id?: string;
  /**
   * A `BatchRowError` for a row without an answer; what the rest of the chain threw otherwise, such as a
   * `StructuredOutputError`.
   */
  error: Error;
  /**
   * What was asked: the messages, and the body of the request. Absent when the input dataset is not there
   * any more, and for a row that was never sent.
   */
  input?: BatchRowInput;
  /** The answer that the rest of the chain cannot read. */
  message?: AIMessage;
  /** Absent: there is none. */
  output?: undefined;
}

/** One item for every input. `item.error` tells whether there is an answer. */
export type BatchItem<Output> = BatchAnswer<Output> | BatchFailure;
