import type { ChunkReading } from "../calls/arriving-chunks.js";
import type { ChatCompletionChunk, ChatCompletionResponse } from "fireworks-client/wire";

/** Something that reads an answer differently from how it was written, whole or while it arrives. */
export interface AnswerStep {
  whole(response: ChatCompletionResponse): ChatCompletionResponse;
  /** A reader of one stream. */
  open(): StreamStep;
}

/** One stream's reader: a reducer over wire chunks. */
export type StreamStep = ChunkReading<ChatCompletionChunk>;

export function readWhole(
  steps: readonly AnswerStep[],
  response: ChatCompletionResponse,
): ChatCompletionResponse {
  return steps.reduce((read, step) => step.whole(read), response);
}

/** A reader of one stream by all steps, each after the one before it; none where there are none. */
export function openSteps(steps: readonly AnswerStep[]): StreamStep | undefined {
  if (steps.length === 0) return undefined;
  const readers = steps.map((step) => step.open());
  const pushed = (chunks: ChatCompletionChunk[], reader: StreamStep) =>
    chunks.flatMap((chunk) => reader.push(chunk));
  return {
    push: (chunk) => readers.reduce(pushed, [chunk]),
    end: () =>
      readers.reduce<ChatCompletionChunk[]>(
        (held, reader) => [...pushed(held, reader), ...reader.end()],
        [],
      ),
  };
}
