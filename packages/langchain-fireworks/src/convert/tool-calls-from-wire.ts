import type { InvalidToolCall, ToolCall } from "@langchain/core/messages/tool";
import type { ToolCall as WireToolCall } from "fireworks-client/wire";
import { argumentsText, generatedToolCallId } from "fireworks-client";
import { isRecord } from "./unknown-values.js";

/** A call with its id settled and its arguments still text. */
export interface WrittenCall {
  id: string;
  name: string;
  arguments: string;
}

/** A message's two lists of calls. */
export interface ReadCalls {
  tool_calls: ToolCall[];
  invalid_tool_calls: InvalidToolCall[];
}

/** Every call with an id: the server's, or one that depends only on the seed and the place. */
export function writtenCalls(
  calls: readonly WireToolCall[] | null | undefined,
  idSeed: string,
): WrittenCall[] {
  return (calls ?? []).map((call, index) => ({
    id: call.id || generatedToolCallId(idSeed, index),
    name: call.function?.name ?? "",
    arguments: argumentsText(call.function?.arguments),
  }));
}

/** Parsed calls, and those that cannot be parsed with the reason. */
export function readCalls(calls: readonly WrittenCall[]): ReadCalls {
  const read: ReadCalls = { tool_calls: [], invalid_tool_calls: [] };
  for (const { id, name, arguments: written } of calls) {
    const args = parseArguments(written);
    if (typeof args !== "string" && name !== "") {
      read.tool_calls.push({ type: "tool_call", id, name, args });
    } else {
      const error = typeof args === "string" ? args : "The call names no tool.";
      read.invalid_tool_calls.push({ type: "invalid_tool_call", id, name, args: written, error });
    }
  }
  return read;
}

/** The arguments, or why they cannot be read. A tool without arguments is a call with none. */
export function parseArguments(text: string): Record<string, unknown> | string {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : "The arguments are not a JSON object.";
  } catch (error) {
    return `The arguments are not valid JSON: ${(error as Error).message}`;
  }
}
