import type { ChatCompletionChunk, ChatCompletionResponse } from "fireworks-client/wire";

/** Something that reads an answer differently from how it was written, whole or while it arrives. */
export interface AnswerStep {
  whole(response: ChatCompletionResponse): ChatCompletionResponse;
  /** A reader of one stream. */
  open(): StreamStep;
}

/** One stream's reader: a reducer over wire chunks. */
export interface StreamStep {
  /** What is handed on in place of this chunk; what may still change is held back. */
  push(chunk: ChatCompletionChunk): ChatCompletionChunk[];
  /** What was held back until the end. */
  end(): ChatCompletionChunk[];
}

export function readWhole(
  steps: readonly AnswerStep[],
  response: ChatCompletionResponse,
): ChatCompletionResponse {
  return steps.reduce((read, step) => step.whole(read), response);
}

/** The chunks as the steps read them, each step after the one before it. */
export function readStream(
  steps: readonly AnswerStep[],
  chunks: AsyncIterable<ChatCompletionChunk>,
): AsyncIterable<ChatCompletionChunk> {
  return steps.reduce(readWith, chunks);
}

async function* readWith(
  chunks: AsyncIterable<ChatCompletionChunk>,
  step: AnswerStep,
): AsyncGenerator<ChatCompletionChunk> {
  const reader = step.open();
  for await (const chunk of chunks) yield* reader.push(chunk);
  yield* reader.end();
}
