import type {
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionDelta,
} from "fireworks-client/wire";
import type { AnswerStep, StreamStep } from "./answer-step.js";

/** A step that reads each choice of an answer by itself. */
export interface ChoiceStep {
  whole(choice: ChatCompletionChoice): ChatCompletionChoice;
  /** A reader of one choice's stream. */
  open(): ChoiceReader;
}

export interface ChoiceReader {
  push(choice: ChatCompletionChunkChoice): ChatCompletionChunkChoice;
  /** What was held back, when the stream ends without a finish reason. */
  end(): ChatCompletionDelta | undefined;
}

/** The step for all choices of an answer. */
export function eachChoice(step: ChoiceStep): AnswerStep {
  return {
    whole: (response) => ({
      ...response,
      choices: response.choices.map((choice) => step.whole(choice)),
    }),
    open: () => streamStep(step),
  };
}

function streamStep(step: ChoiceStep): StreamStep {
  const readers = new Map<number, ChoiceReader>();
  let last: ChatCompletionChunk | undefined;
  const read = (choice: ChatCompletionChunkChoice): ChatCompletionChunkChoice => {
    const index = choice.index ?? 0;
    const reader = readers.get(index) ?? step.open();
    readers.set(index, reader);
    return reader.push(choice);
  };
  return {
    push: (chunk) => {
      last = chunk;
      return Array.isArray(chunk.choices)
        ? [{ ...chunk, choices: chunk.choices.map(read) }]
        : [chunk];
    },
    end: () => {
      const choices = [...readers].flatMap(([index, reader]) => {
        const delta = reader.end();
        return delta === undefined ? [] : [{ index, delta, finish_reason: null }];
      });
      if (last === undefined || choices.length === 0) return [];
      const { id, object, created, model } = last;
      return [{ id, object, created, model, choices }];
    },
  };
}
