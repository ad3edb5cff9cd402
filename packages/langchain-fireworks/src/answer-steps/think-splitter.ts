import { reasoningText } from "fireworks-client";
import type {
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
} from "fireworks-client/wire";
import type { AnswerStep, StreamStep } from "./answer-step.js";
import {
  finishReading,
  initialThoughtState,
  readPiece,
  type ReadPiece,
  type ThoughtState,
} from "./thought-reader.js";

/**
 * Takes thoughts that a model wrote into its text out as reasoning. An answer whose reasoning the
 * server has sent apart is left alone.
 *
 * @param format - `auto`: a leading `<think>…</think>`. `parsed`: also what stands before a
 * `</think>` that nothing opened, for which a stream has to wait: until that tag, or the end.
 */
export function thinkSplitter(format: "auto" | "parsed"): AnswerStep {
  const start = () => initialThoughtState(format === "parsed");
  return {
    whole: (response) => ({
      ...response,
      choices: response.choices.map((choice) => splitWhole(choice, start())),
    }),
    open: () => streamSplitter(start),
  };
}

function splitWhole(choice: ChatCompletionChoice, state: ThoughtState): ChatCompletionChoice {
  const { message } = choice;
  if (typeof message?.content !== "string" || reasoningText(message)) return choice;
  const { reasoning, text } = join(readPiece(state, message.content), finishReading(state));
  if (reasoning === "" && text === message.content) return choice;
  const split = { ...message, content: text };
  return {
    ...choice,
    message: reasoning === "" ? split : { ...split, reasoning_content: reasoning },
  };
}

function streamSplitter(start: () => ThoughtState): StreamStep {
  const states = new Map<number, ThoughtState>();
  let last: ChatCompletionChunk | undefined;
  const stateOf = (index: number) => {
    const state = states.get(index) ?? start();
    states.set(index, state);
    return state;
  };
  return {
    push: (chunk) => {
      last = chunk;
      if (!Array.isArray(chunk.choices)) return [chunk];
      const choices = chunk.choices.map((choice) => splitPart(choice, stateOf(choice.index ?? 0)));
      return [{ ...chunk, choices }];
    },
    end: () => {
      const choices = [...states].flatMap(([index, state]) => {
        const delta = deltaOf(finishReading(state));
        return delta === undefined ? [] : [{ index, delta, finish_reason: null }];
      });
      if (last === undefined || choices.length === 0) return [];
      const { id, object, created, model } = last;
      return [{ id, object, created, model, choices }];
    },
  };
}

/** Everything else in the chunk, logprobs and tool calls among it, stays where it is. */
function splitPart(
  choice: ChatCompletionChunkChoice,
  state: ThoughtState,
): ChatCompletionChunkChoice {
  const { content } = choice.delta ?? {};
  const isApart = Boolean(reasoningText(choice.delta)) && state.phase !== "thinking";
  let read = isApart ? finishReading(state) : { reasoning: "", text: "" };
  if (typeof content === "string") read = join(read, readPiece(state, content));
  if (choice.finish_reason) read = join(read, finishReading(state));
  if (read.reasoning === "" && read.text === (content ?? "")) return choice;
  const reasoning = (reasoningText(choice.delta) ?? "") + read.reasoning;
  const delta = { ...choice.delta, content: read.text, ...deltaOf({ ...read, reasoning }) };
  return { ...choice, delta };
}

function join(left: ReadPiece, right: ReadPiece): ReadPiece {
  return { reasoning: left.reasoning + right.reasoning, text: left.text + right.text };
}

function deltaOf({ reasoning, text }: ReadPiece): ChatCompletionChunkChoice["delta"] | undefined {
  if (reasoning === "" && text === "") return undefined;
  return {
    ...(reasoning !== "" && { reasoning_content: reasoning }),
    ...(text !== "" && { content: text }),
  };
}
