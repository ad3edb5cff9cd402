import type {
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionResponse,
  ResponseMessage,
  ToolCall,
} from "../wire/index.js";
import type { Assembly } from "./assembly.js";
import { addParts, choiceAt, type ChoiceParts, wireParts } from "./choice-parts.js";
import { reasoningText } from "./reasoning-text.js";
import { createToolCallTracker, generatedToolCallId, trackToolCalls } from "./tool-call-deltas.js";
import type { ToolCallTracker } from "./tool-call-deltas.js";

interface ChoiceState extends ChoiceParts {
  content?: string;
  reasoning?: string;
  refusal?: string;
  tools?: ToolCallTracker;
}

/** The chunks of one answer so far. Belongs to its reader: `accumulate` updates it in place. */
export interface Accumulation {
  /** The fields that describe the whole answer; the latest usage and metrics win. */
  top: Partial<Omit<ChatCompletionResponse, "choices" | "object">>;
  choices: Map<number, ChoiceState>;
}

export const emptyAccumulation = (): Accumulation => ({ top: {}, choices: new Map() });

/** A chat completion, for the reader of its stream. */
export function assembleChat(): Assembly<ChatCompletionChunk, ChatCompletionResponse> {
  const state = emptyAccumulation();
  return {
    add: (chunk) => accumulate(state, chunk),
    hasChoices: () => state.choices.size > 0,
    whole: () => toCompletion(state),
  };
}

/**
 * Adds one chunk and returns the same state. Linear in the length of the answer. Every choice may
 * repeat the usage of the whole answer, so usage is replaced and never added up.
 */
export function accumulate(state: Accumulation, chunk: ChatCompletionChunk): Accumulation {
  addTop(state.top, chunk);
  if (!Array.isArray(chunk.choices)) return state;
  for (const choice of chunk.choices) {
    if (typeof choice !== "object" || choice === null) continue;
    const index = typeof choice.index === "number" ? choice.index : 0;
    addChoice(choiceAt(state.choices, index, beginChoice), choice);
    if (Array.isArray(choice.prompt_token_ids)) {
      state.top.prompt_token_ids ??= choice.prompt_token_ids;
    }
  }
  return state;
}

/** Spelt out: a loop over names costs four times as much, for every chunk (npm run bench -- content). */
function addTop(top: Accumulation["top"], chunk: ChatCompletionChunk): void {
  top.id ??= chunk.id;
  top.created ??= chunk.created;
  top.model ??= chunk.model;
  if (chunk.usage) top.usage = chunk.usage;
  if (chunk.perf_metrics) top.perf_metrics = chunk.perf_metrics;
  if (Array.isArray(chunk.prompt_token_ids)) top.prompt_token_ids = chunk.prompt_token_ids;
  if (chunk.service_tier) top.service_tier = chunk.service_tier;
  if (chunk.system_fingerprint) top.system_fingerprint = chunk.system_fingerprint;
}

const beginChoice = (index: number): ChoiceState => ({ index });

function addChoice(state: ChoiceState, choice: ChatCompletionChunkChoice): void {
  const { delta } = choice;
  if (typeof delta?.content === "string") state.content = (state.content ?? "") + delta.content;
  const reasoning = reasoningText(delta);
  if (reasoning !== undefined) state.reasoning = (state.reasoning ?? "") + reasoning;
  if (typeof delta?.refusal === "string") state.refusal = (state.refusal ?? "") + delta.refusal;
  if (delta?.tool_calls) {
    state.tools ??= createToolCallTracker();
    trackToolCalls(state.tools, delta.tool_calls);
  }
  addParts(state, choice);
}

/**
 * The answer so far, in the form of an answer that was not streamed. The state stays usable. Never
 * throws, however odd the chunks were.
 */
export function toCompletion(state: Accumulation): ChatCompletionResponse {
  const { id: sentId, created, model, ...rest } = state.top;
  const id = typeof sentId === "string" ? sentId : "";
  const choices = [...state.choices.values()].toSorted((a, b) => a.index - b.index);
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    id,
    object: "chat.completion",
    created: created ?? 0,
    model: model ?? "",
    choices: choices.map((choice) => toChoice(choice, id)),
    ...Object.fromEntries(known),
  };
}

function toChoice(state: ChoiceState, id: string): ChatCompletionChoice {
  return { index: state.index, message: toMessage(state, id), ...wireParts(state) };
}

function toMessage(state: ChoiceState, id: string): ResponseMessage {
  const message: ResponseMessage = { role: "assistant", content: state.content ?? null };
  if (state.reasoning !== undefined) message.reasoning_content = state.reasoning;
  if (state.refusal !== undefined) message.refusal = state.refusal;
  const calls = state.tools?.calls ?? [];
  if (calls.length === 0) return message;
  const idSeed = toolCallIdSeed(id, state.index);
  message.tool_calls = calls.map((call, index): ToolCall => ({
    index,
    id: call.id ?? generatedToolCallId(idSeed, index),
    type: "function",
    function: { name: call.name ?? "", arguments: call.arguments },
  }));
  return message;
}

/**
 * What generated tool-call ids are made from: the answer's id, apart for each further choice. An id
 * that is missing, `null` or no text counts as "".
 */
export function toolCallIdSeed(
  completionId: string | null | undefined,
  choiceIndex: number,
): string {
  const seed = typeof completionId === "string" ? completionId : "";
  return choiceIndex === 0 ? seed : `${seed}:${choiceIndex}`;
}
