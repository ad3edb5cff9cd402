import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import type {
  ChatCompletionChunk,
  ChatCompletionRequest,
  ChatCompletionResponse,
} from "fireworks-client/wire";
import { type AnswerStep, openSteps, readWhole } from "../answer-steps/answer-step.js";
import {
  type AnswerReading,
  type ArrivingGeneration,
  GenerationCalls,
  type GenerationContext,
  type PreparedGeneration,
  type WholeGeneration,
} from "../calls/generation-calls.js";
import { partialFromWire } from "../convert/message-from-wire.js";
import { readableAnswer } from "../convert/readable-answer.js";
import type { FireworksChatClient } from "./chat-options.js";

export type WholeAnswer = WholeGeneration<ChatCompletionResponse>;

export type ArrivingAnswer = ArrivingGeneration<ChatCompletionChunk, ChatCompletionResponse>;

/** What a call needs beside the request itself. */
export interface CallContext extends GenerationContext {
  /** How the answer is read. */
  steps: readonly AnswerStep[];
}

export type PreparedCall<Request extends ChatCompletionRequest> = PreparedGeneration<
  Request,
  CallContext
>;

/** A request body that says it is streamed. */
export type StreamRequest = ChatCompletionRequest & { stream: true };

const READING: AnswerReading<ChatCompletionChunk, ChatCompletionResponse, CallContext> = {
  name: "chat.completions",
  whole: (answer, { steps }) => readWhole(steps, readableAnswer(answer)),
  received: (answer, { steps }) => readWhole(steps, answer),
  open: ({ steps }) => openSteps(steps),
  partial: (partial, { steps, requested }) =>
    partial.object === "chat.completion"
      ? partialFromWire(readWhole(steps, partial), requested)
      : undefined,
};

/** The calls of a chat model. */
export class ChatCalls extends GenerationCalls<
  ChatCompletionRequest,
  ChatCompletionChunk,
  ChatCompletionResponse,
  CallContext
> {
  constructor(client: FireworksChatClient, queue: AsyncCaller | undefined) {
    super({ client, endpoint: client.chat.completions, reading: READING, queue });
  }
}
