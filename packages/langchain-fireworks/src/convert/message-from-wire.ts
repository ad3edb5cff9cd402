import { AIMessage, type AIMessageChunk, type ToolCallChunk } from "@langchain/core/messages";
import type { ChatGeneration, ChatResult } from "@langchain/core/outputs";
import type { ChatCompletionChoice, ChatCompletionResponse } from "fireworks-client/wire";
import { reasoningText, toolCallIdSeed } from "fireworks-client";
import { FireworksMessageChunk } from "./message-chunk.js";
import {
  aboutChoice,
  choiceId,
  metadataFromWire,
  type RequestedMetadata,
} from "./metadata-from-wire.js";
import { endsWithBudget, readCalls, writtenCalls } from "./tool-calls-from-wire.js";
import { refusalOf } from "./refusal-from-wire.js";
import { tokenUsageFromWire, usageFromWire } from "./usage-from-wire.js";

/** A whole answer as LangChain's result: a generation for each choice, the usage counted once. */
export function resultFromWire(
  response: ChatCompletionResponse,
  requested: RequestedMetadata,
): ChatResult {
  const generations = response.choices.map((given, place): ChatGeneration => {
    const choice = given.index == null ? { ...given, index: place } : given;
    const message = messageFromWire(response, choice, aboutChoice(requested, place));
    return {
      text: typeof message.content === "string" ? message.content : "",
      message,
      ...(choice.finish_reason && { generationInfo: { finish_reason: choice.finish_reason } }),
    };
  });
  const tokenUsage = requested.withUsage ? tokenUsageFromWire(response.usage) : undefined;
  const llmOutput = tokenUsage && { tokenUsage, usage: response.usage };
  return llmOutput ? { generations, llmOutput } : { generations };
}

/** What had arrived before a failure, as the chunk that errors carry: a sum of all its choices. */
export function partialFromWire(
  response: ChatCompletionResponse,
  requested: RequestedMetadata,
): AIMessageChunk {
  const choices = response.choices.length > 0 ? response.choices : [undefined];
  return choices
    .map((choice, place) => partialChoice(response, choice, aboutChoice(requested, place)))
    .reduce((left, right) => left.concat(right));
}

function partialChoice(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice | undefined,
  requested: RequestedMetadata,
): FireworksMessageChunk {
  const fields = messageFields(response, choice, requested);
  const calls = writtenCalls(choice?.message.tool_calls, idSeedOf(response, choice));
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
  const { finish_reason: reason } = choice ?? {};
  return Object.assign(message, readCalls(calls, !reason || endsWithBudget(reason)));
}

function messageFromWire(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice,
  requested: RequestedMetadata,
): AIMessage {
  const fields = messageFields(response, choice, requested);
  const written = writtenCalls(choice.message.tool_calls, idSeedOf(response, choice));
  const calls = readCalls(written, endsWithBudget(choice.finish_reason));
  return new AIMessage(Object.assign(fields, calls));
}

function idSeedOf(response: ChatCompletionResponse, choice: ChatCompletionChoice | undefined) {
  return toolCallIdSeed(response.id, choice?.index ?? 0);
}

function messageFields(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice | undefined,
  requested: RequestedMetadata,
) {
  const usage = requested.withUsage ? usageFromWire(response.usage) : undefined;
  const fields = {
    id: choiceId(response.id, choice?.index ?? 0),
    content: choice?.message.content ?? "",
    additional_kwargs: beside(response, choice, requested),
    response_metadata: metadataFromWire(response, choice, requested),
  };
  return usage === undefined ? fields : Object.assign(fields, { usage_metadata: usage });
}

/** Set one by one: on Node 20 a spread behind the first key of a literal costs as much as the literal. */
function beside(
  response: ChatCompletionResponse,
  choice: ChatCompletionChoice | undefined,
  { withRaw }: RequestedMetadata,
): Record<string, unknown> {
  const kwargs: Record<string, unknown> = {};
  const reasoning = reasoningText(choice?.message);
  if (reasoning) kwargs.reasoning_content = reasoning;
  Object.assign(kwargs, refusalOf(choice));
  if (withRaw) kwargs.__raw_response = response;
  return kwargs;
}
