import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import type { ToolCallInput } from "fireworks-client/wire";
import { isRecord } from "./unknown-values.js";

/**
 * The tool calls of an assistant turn as they are sent back: parsed calls, then the ones the model
 * had written badly, all with valid JSON arguments and with their ids, so that the tool results
 * that follow still find them.
 */
export function toolCallsToWire(message: BaseMessage, place: string): ToolCallInput[] {
  if (!AIMessage.isInstance(message)) return [];
  const parsed = (message.tool_calls ?? []).map((call) => ({
    id: call.id,
    name: call.name,
    arguments: safeArguments(call.args),
  }));
  const invalid = (message.invalid_tool_calls ?? []).map((call) => ({
    id: call.id,
    name: call.name ?? "unknown",
    arguments: safeArguments(call.args),
  }));
  const calls = [...parsed, ...invalid];
  return (calls.length > 0 ? calls : rawCalls(message)).map((call, index) => ({
    id: call.id || `call_${place.replace(/\D/g, "")}_${index}`,
    type: "function",
    function: { name: call.name, arguments: call.arguments },
  }));
}

/** The id a legacy `function_call` and its FunctionMessage share, since neither had one. */
export function legacyCallId(name: string | undefined): string {
  return `call_${name ?? "function"}`;
}

interface RawCall {
  id: string | undefined;
  name: string;
  arguments: string;
}

/** Messages whose calls stand only in their content blocks: Anthropic's, or OpenAI's Responses. */
function callsInContent(message: BaseMessage): RawCall[] {
  if (typeof message.content === "string") return [];
  return (message.content as unknown[]).flatMap((block) => {
    if (!isRecord(block) || typeof block.name !== "string") return [];
    const id = [block.call_id, block.id].find((value) => typeof value === "string");
    if (block.type === "tool_use" || block.type === "tool_call") {
      return [{ id, name: block.name, arguments: safeArguments(block.input ?? block.args) }];
    }
    if (block.type !== "function_call") return [];
    return [{ id, name: block.name, arguments: safeArguments(block.arguments) }];
  });
}

/** Messages that carry calls only in OpenAI's raw form, as old stores and `function_call` do. */
function rawCalls(message: BaseMessage): RawCall[] {
  const inContent = callsInContent(message);
  if (inContent.length > 0) return inContent;
  const { tool_calls: toolCalls, function_call: functionCall } = message.additional_kwargs ?? {};
  if (Array.isArray(toolCalls)) {
    return toolCalls.flatMap((call: unknown) => {
      const fn = isRecord(call) && isRecord(call.function) ? call.function : undefined;
      if (!isRecord(call) || typeof fn?.name !== "string") return [];
      const id = typeof call.id === "string" ? call.id : undefined;
      return [{ id, name: fn.name, arguments: safeArguments(fn.arguments) }];
    });
  }
  if (isRecord(functionCall) && typeof functionCall.name === "string") {
    const { name } = functionCall;
    return [{ id: legacyCallId(name), name, arguments: safeArguments(functionCall.arguments) }];
  }
  return [];
}

/** Arguments that are not a JSON object break chat templates, so they are wrapped, not lost. */
function safeArguments(args: unknown): string {
  if (isRecord(args)) return JSON.stringify(args);
  const text = typeof args === "string" ? args : (JSON.stringify(args) ?? "");
  if (text.trim() === "") return "{}";
  try {
    return isRecord(JSON.parse(text)) ? text : JSON.stringify({ input: text });
  } catch {
    return JSON.stringify({ input: text });
  }
}
