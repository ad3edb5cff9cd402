import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { CompletionChunk, CompletionRequest, CompletionResponse } from "fireworks-client/wire";
import {
  type AnswerReading,
  type ArrivingGeneration,
  GenerationCalls,
  type GenerationContext,
  type WholeGeneration,
} from "../calls/generation-calls.js";
import { partialCompletion, readableCompletion } from "../convert/completion-from-wire.js";
import type { FireworksLLMClient } from "./llm-options.js";

export type WholeCompletion = WholeGeneration<CompletionResponse>;

export type ArrivingCompletion = ArrivingGeneration<CompletionChunk, CompletionResponse>;

const READING: AnswerReading<CompletionChunk, CompletionResponse, GenerationContext> = {
  name: "completions",
  whole: readableCompletion,
  received: (answer) => answer,
  open: () => undefined,
  partial: (partial, { requested }) =>
    partial.object === "text_completion" ? partialCompletion(partial, requested) : undefined,
};

/** The calls of `Fireworks`. */
export class CompletionCalls extends GenerationCalls<
  CompletionRequest,
  CompletionChunk,
  CompletionResponse,
  GenerationContext
> {
  constructor(client: FireworksLLMClient, queue: AsyncCaller | undefined) {
    super({ client, endpoint: client.completions, reading: READING, queue });
  }
}
