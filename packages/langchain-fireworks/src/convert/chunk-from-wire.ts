import type { AIMessageChunk, ToolCallChunk, UsageMetadata } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import type {
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionResponse,
} from "fireworks-client/wire";
import {
  createToolCallTracker,
  finishToolCalls,
  reasoningText,
  toolCallIdSeed,
  trackToolCalls,
  type ToolCallTracker,
  type TrackedToolCallDelta,
} from "fireworks-client";
import { generationChunk } from "./generation-chunk.js";
import { FireworksMessageChunk } from "./message-chunk.js";
import {
  aboutChoice,
  choiceId,
  choiceName,
  hasTokens,
  metadataFromWire,
  type RequestedMetadata,
} from "./metadata-from-wire.js";
import { refusalOf } from "./refusal-from-wire.js";
import { callsInPieces, continued } from "./streamed-calls.js";
import { usageFromWire } from "./usage-from-wire.js";

/** What is different from chunk to chunk. */
interface PieceFields {
  id: string;
  content: string;
  additional_kwargs: Record<string, unknown>;
  response_metadata: Record<string, unknown>;
  tool_call_chunks: ToolCallChunk[];
  usage_metadata?: UsageMetadata | undefined;
}

/** What one chunk has to know of the ones before it. */
export interface ChunkState {
  /** The tool calls of each choice. */
  readonly toolCalls: Map<number, ToolCallTracker>;
  readonly requested: RequestedMetadata;
}

export function initialChunkState(requested: RequestedMetadata): ChunkState {
  return { toolCalls: new Map(), requested };
}

/**
 * Here a wire chunk becomes `AIMessageChunk`s, one for each choice in it. What holds nothing a
 * reader could show (the role chunk, the finish chunk, the usage chunk) gives none: what it says is
 * in the closing chunk, so that every key stands on exactly one chunk of a choice. Core joins
 * repeated strings and adds repeated numbers, and a finish reason of "stopstop" helps nobody.
 */
export function chunksFromWire(
  state: ChunkState,
  wire: ChatCompletionChunk,
): ChatGenerationChunk[] {
  const messages: FireworksMessageChunk[] = [];
  for (const choice of wire.choices ?? []) {
    const message = choice == null ? undefined : choiceChunk(state, wire, choice);
    if (message) messages.push(message);
  }
  if (state.requested.withRaw) {
    if (messages.length === 0) messages.push(emptyChunk(state, wire));
    for (const message of messages) attachRaw(message, wire);
  }
  return messages.map(generationChunk);
}

function choiceChunk(
  state: ChunkState,
  wire: ChatCompletionChunk,
  choice: ChatCompletionChunkChoice,
): FireworksMessageChunk | undefined {
  const { content } = choice.delta ?? {};
  const text = typeof content === "string" ? content : "";
  const reasoning = reasoningText(choice.delta) ?? "";
  const calls = trackToolCalls(trackerOf(state, choice.index ?? 0), choice.delta?.tool_calls);
  const logprobs = hasTokens(choice.logprobs) ? choice.logprobs : undefined;
  if (text === "" && reasoning === "" && calls.length === 0 && !logprobs) return;
  const metadata = chunkMetadata(choice, state.requested);
  if (logprobs) metadata.logprobs = logprobs;
  return messageChunk({
    id: choiceId(wire.id, choice.index ?? 0),
    content: text,
    additional_kwargs: reasoning === "" ? {} : { reasoning_content: reasoning },
    response_metadata: metadata,
    tool_call_chunks: toolCallChunks(calls),
  });
}

/** With every field, also the empty ones: core takes twenty times as long to find them missing. */
function messageChunk(fields: PieceFields): FireworksMessageChunk {
  const { tool_call_chunks: pieces } = fields;
  const calls =
    pieces.length > 0 ? callsInPieces(pieces) : { tool_calls: [], invalid_tool_calls: [] };
  return new FireworksMessageChunk({
    id: fields.id,
    content: fields.content,
    additional_kwargs: fields.additional_kwargs,
    response_metadata: fields.response_metadata,
    tool_call_chunks: pieces,
    tool_calls: calls.tool_calls,
    invalid_tool_calls: calls.invalid_tool_calls,
    usage_metadata: fields.usage_metadata,
  });
}

function emptyChunk(state: ChunkState, wire: ChatCompletionChunk): FireworksMessageChunk {
  const choice = wire.choices?.[0];
  return messageChunk({
    id: choiceId(wire.id, choice?.index ?? 0),
    content: "",
    additional_kwargs: {},
    response_metadata: chunkMetadata(choice, state.requested),
    tool_call_chunks: [],
  });
}

/** What every chunk says: who answered and, where there are several, which choice it is. */
function chunkMetadata(
  choice: ChatCompletionChunkChoice | undefined,
  requested: RequestedMetadata,
): Record<string, unknown> {
  const name = choiceName(choice, requested);
  return name === undefined
    ? { model_provider: "fireworks" }
    : { model_provider: "fireworks", choice_index: name };
}

/**
 * The last chunk of every choice: usage, finish reason and everything else that is known only now,
 * once. Tool calls that never got an id from the server get theirs here.
 */
export function closingChunks(
  state: ChunkState,
  received: ChatCompletionResponse,
): ChatGenerationChunk[] {
  const choices = received.choices.length > 0 ? received.choices : [undefined];
  return choices.map((choice, place) => closingChunk(state, received, choice, place));
}

function closingChunk(
  state: ChunkState,
  received: ChatCompletionResponse,
  choice: ChatCompletionChoice | undefined,
  place: number,
): ChatGenerationChunk {
  const about = aboutChoice(state.requested, place);
  // Logprobs have streamed already, token by token.
  const { logprobs: _, ...metadata } = metadataFromWire(received, choice, about);
  const usage = about.withUsage ? usageFromWire(received.usage) : undefined;
  const index = choice?.index ?? 0;
  const idSeed = toolCallIdSeed(received.id, index);
  const calls = finishToolCalls(trackerOf(state, index), idSeed);
  const message = messageChunk({
    id: choiceId(received.id, index),
    content: "",
    additional_kwargs: refusalOf(choice),
    response_metadata: metadata,
    tool_call_chunks: toolCallChunks(calls),
    usage_metadata: usage,
  });
  return generationChunk(message);
}

function trackerOf({ toolCalls }: ChunkState, index: number): ToolCallTracker {
  const known = toolCalls.get(index);
  if (known) return known;
  const tracker = createToolCallTracker();
  toolCalls.set(index, tracker);
  return tracker;
}

/** One for each call: core would take two pieces in one chunk for two calls. */
function toolCallChunks(steps: readonly TrackedToolCallDelta[]): ToolCallChunk[] {
  if (steps.length <= 1) return steps.map(toolCallChunk);
  const calls = new Map<number, ToolCallChunk>();
  for (const step of steps) {
    const known = calls.get(step.index);
    const piece = toolCallChunk(step);
    calls.set(step.index, known === undefined ? piece : continued(known, piece));
  }
  return [...calls.values()];
}

function toolCallChunk(call: TrackedToolCallDelta): ToolCallChunk {
  return {
    type: "tool_call_chunk",
    index: call.index,
    ...(call.id !== undefined && { id: call.id }),
    ...(call.name !== undefined && { name: call.name }),
    args: call.arguments,
  };
}

/** Not enumerable: core would otherwise try to merge the raw chunks of a whole stream into one. */
function attachRaw(message: AIMessageChunk, wire: ChatCompletionChunk): void {
  Object.defineProperty(message.additional_kwargs, "__raw_response", { value: wire });
}
