import type { AIMessageChunk, ToolCallChunk } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import type {
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionResponse,
} from "fireworks-client/wire";
import {
  createToolCallTracker,
  finishToolCalls,
  reasoningText,
  trackToolCalls,
  type ToolCallTracker,
  type TrackedToolCallDelta,
} from "fireworks-client";
import { FireworksMessageChunk } from "./message-chunk.js";
import { hasTokens, metadataFromWire, type RequestedMetadata } from "./metadata-from-wire.js";
import { usageFromWire } from "./usage-from-wire.js";

/** What one chunk has to know of the ones before it. */
export interface ChunkState {
  readonly toolCalls: ToolCallTracker;
  /** The wire chunk under `additional_kwargs.__raw_response`. */
  readonly includeRaw: boolean;
}

export function initialChunkState(includeRaw = false): ChunkState {
  return { toolCalls: createToolCallTracker(), includeRaw };
}

/**
 * Here a wire chunk becomes an `AIMessageChunk`. Chunks that hold nothing a reader could show (the
 * role chunk, the finish chunk, the usage chunk) give none: what they say is in the closing chunk,
 * so that every key stands on exactly one chunk. Core joins repeated strings and adds repeated
 * numbers, and a finish reason of "stopstop" helps nobody.
 */
export function chunkFromWire(
  state: ChunkState,
  wire: ChatCompletionChunk,
): ChatGenerationChunk | undefined {
  const choice = firstChoice(wire);
  if (!choice && !state.includeRaw) return undefined;
  const { content } = choice?.delta ?? {};
  const text = typeof content === "string" ? content : "";
  const reasoning = reasoningText(choice?.delta) ?? "";
  const calls = trackToolCalls(state.toolCalls, choice?.delta?.tool_calls);
  const logprobs = choice?.logprobs;
  const isEmpty = text === "" && reasoning === "" && calls.length === 0 && !hasTokens(logprobs);
  if (isEmpty && !state.includeRaw) return undefined;
  const message = new FireworksMessageChunk({
    id: wire.id,
    content: text,
    additional_kwargs: reasoning === "" ? {} : { reasoning_content: reasoning },
    response_metadata: {
      model_provider: "fireworks",
      ...(hasTokens(logprobs) && { logprobs }),
    },
    ...(calls.length > 0 && { tool_call_chunks: calls.map(toolCallChunk) }),
  });
  if (state.includeRaw) attachRaw(message, wire);
  return new ChatGenerationChunk({ text, message });
}

/**
 * The last chunk: usage, finish reason and everything else that is known only now, once. Tool calls
 * that never got an id from the server get theirs here.
 */
export function closingChunk(
  state: ChunkState,
  received: ChatCompletionResponse,
  requested: RequestedMetadata,
): ChatGenerationChunk {
  const choice = received.choices[0];
  // Logprobs have streamed already, token by token.
  const { logprobs: _, ...metadata } = metadataFromWire(received, choice, requested);
  const usage = requested.withUsage ? usageFromWire(received.usage) : undefined;
  const calls = finishToolCalls(state.toolCalls, received.id);
  const message = new FireworksMessageChunk({
    id: received.id,
    content: "",
    response_metadata: metadata,
    ...(usage && { usage_metadata: usage }),
    ...(calls.length > 0 && { tool_call_chunks: calls.map(toolCallChunk) }),
  });
  return new ChatGenerationChunk({ text: "", message });
}

/** With several answers each chunk holds one of them; LangChain's chunks speak of the first. */
export function firstChoice(wire: ChatCompletionChunk): ChatCompletionChunkChoice | undefined {
  return wire.choices?.find((choice) => (choice.index ?? 0) === 0);
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
