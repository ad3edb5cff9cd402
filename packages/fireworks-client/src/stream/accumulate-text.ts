import type { CompletionChoice, CompletionChunk, CompletionResponse } from "../wire/index.js";
import type { Assembly } from "./assembly.js";
import { addParts, choiceAt, type ChoiceParts, wireParts } from "./choice-parts.js";

interface TextChoice extends ChoiceParts {
  text: string;
  promptTokenIds?: number[];
}

/** The chunks of one text completion so far. Belongs to its reader, which updates it in place. */
export interface TextAccumulation {
  /** The fields that describe the whole answer; the latest usage and metrics win. */
  top: Partial<Omit<CompletionResponse, "choices" | "object">>;
  choices: Map<number, TextChoice>;
}

export const emptyTextAccumulation = (): TextAccumulation => ({ top: {}, choices: new Map() });

/** A text completion, for the reader of its stream. */
export function assembleText(): Assembly<CompletionChunk, CompletionResponse> {
  const state = emptyTextAccumulation();
  return {
    add: (chunk) => accumulateText(state, chunk),
    hasChoices: () => state.choices.size > 0,
    whole: () => toTextCompletion(state),
  };
}

/** Adds one chunk of a text completion and returns the same state, as `accumulate` does for chat. */
export function accumulateText(state: TextAccumulation, chunk: CompletionChunk): TextAccumulation {
  const { top } = state;
  top.id ??= chunk.id;
  top.created ??= chunk.created;
  top.model ??= chunk.model;
  if (chunk.usage) top.usage = chunk.usage;
  if (chunk.perf_metrics) top.perf_metrics = chunk.perf_metrics;
  if (!Array.isArray(chunk.choices)) return state;
  for (const choice of chunk.choices) {
    if (typeof choice !== "object" || choice === null) continue;
    const index = typeof choice.index === "number" ? choice.index : 0;
    addChoice(choiceAt(state.choices, index, beginChoice), choice);
  }
  return state;
}

const beginChoice = (index: number): TextChoice => ({ index, text: "" });

function addChoice(state: TextChoice, choice: CompletionChoice): void {
  if (typeof choice.text === "string") state.text += choice.text;
  if (Array.isArray(choice.prompt_token_ids)) state.promptTokenIds ??= choice.prompt_token_ids;
  addParts(state, choice);
}

/**
 * The text completion so far, in the form of one that was not streamed. The state stays usable. Never
 * throws, however odd the chunks were.
 */
export function toTextCompletion({ top, choices }: TextAccumulation): CompletionResponse {
  const { id, created, model, usage, perf_metrics } = top;
  return {
    id: typeof id === "string" ? id : "",
    object: "text_completion",
    created: created ?? 0,
    model: model ?? "",
    choices: [...choices.values()].toSorted((a, b) => a.index - b.index).map(toChoice),
    ...(usage && { usage }),
    ...(perf_metrics && { perf_metrics }),
  };
}

function toChoice(state: TextChoice): CompletionChoice {
  const { index, text, promptTokenIds } = state;
  const own = promptTokenIds === undefined ? {} : { prompt_token_ids: promptTokenIds };
  return { index, text, ...own, ...wireParts(state) };
}
