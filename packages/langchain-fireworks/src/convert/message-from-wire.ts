import { AIMessage, type AIMessageChunk, type ToolCallChunk } from "@langchain/core/messages";
import type { ChatGeneration, ChatResult } from "@langchain/core/outputs";
import type { ChatCompletionChoice, ChatCompletionResponse } from "fireworks-client/wire";
import { reasoningText, toolCallIdSeed } from "fireworks-client";
import { FireworksMessageChunk } from "./message-chunk.js";
import { metadataFromWire, type RequestedMetadata } from "./metadata-from-wire.js";
import { readCalls, writtenCalls } from "./tool-calls-from-wire.js";
import { tokenUsageFromWire, usageFromWire } from "./usage-from-wire.js";

/** A whole answer as LangChain's result: a generation for each choice, the usage counted once. */
export function resultFromWire(
  response: ChatCompletionResponse,
  requested: RequestedMetadata,
): ChatResult {
  const generations = response.choices.map((choice, index): ChatGeneration => {
    const message = messageFromWire(response, choice, requested, index === 0);
    return {
      text: typeof message.content === "string" ? message.content : "",
      message,
      generationInfo: { finish_reason: choice.finish_reason ?? undefined },
    };
  });
  const tokenUsage = requested.withUsage ? tokenUsageFromWire(response.usage) : undefined;
  const llmOutput = tokenUsage && { tokenUsage, usage: response.usage };
  return llmOutput ? { generations, llmOutput } : { generations };
}

/** What had arrived before a failure, as the chunk that errors carry. */
export function partialFromWire(
  response: ChatCompletionResponse,
  requested: RequestedMetadata,
): AIMessageChunk {
  const choice = response.choices[0];
  const fields = messageFields(response, choice, requested, true);
  const calls = writtenCalls(choice?.message.tool_calls, response.id);
  const message = new FireworksMessageChunk({
    ...fields,
    tool_call_chunks: calls.map((call, index): ToolCallChunk => ({
      type: "tool_call_chunk",
      index,
      id: call.id,
      name: call.name,
      args: call.arguments,
    })),
  });
  // Nothing more will come: a call whose arguments are cut off must not look like a whole one.
  return Object.assign(message, readCalls(calls));
}

function messageFromWire(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice,
  requested: RequestedMetadata,
  isFirst: boolean,
): AIMessage {
  const fields = messageFields(response, choice, requested, isFirst);
  const idSeed = toolCallIdSeed(response.id, choice.index ?? 0);
  const calls = readCalls(writtenCalls(choice.message.tool_calls, idSeed));
  return new AIMessage({ ...fields, ...calls });
}

function messageFields(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice | undefined,
  requested: RequestedMetadata,
  isFirst: boolean,
) {
  const withUsage = requested.withUsage && isFirst;
  const usage = withUsage ? usageFromWire(response.usage) : undefined;
  const reasoning = reasoningText(choice?.message);
  return {
    // Several choices share the server's id, and LangChain merges messages of one id.
    id: isFirst ? response.id : `${response.id}-${choice?.index ?? 0}`,
    content: choice?.message.content ?? "",
    additional_kwargs: reasoning ? { reasoning_content: reasoning } : {},
    response_metadata: metadataFromWire(response, choice, { ...requested, withUsage }),
    ...(usage && { usage_metadata: usage }),
  };
}
