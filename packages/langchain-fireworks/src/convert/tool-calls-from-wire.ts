import type { InvalidToolCall, ToolCall } from "@langchain/core/messages/tool";
import type { ToolCall as WireToolCall } from "fireworks-client/wire";
import { argumentsText, generatedToolCallId, toolCallName } from "fireworks-client";
import { isDeeper } from "./json-depth.js";
import { MAX_DEPTH } from "./partial-json.js";
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

/**
 * Every call with an id of its own: the server's, or one that depends only on the seed and the place,
 * where there is none or an earlier call has it.
 */
export function writtenCalls(
  calls: readonly WireToolCall[] | null | undefined,
  idSeed: string,
): WrittenCall[] {
  const taken = new Set<string>();
  // A list, unless the server is broken or hostile.
  const sent = Array.isArray(calls) ? (calls as WireToolCall[]).filter(isRecord) : [];
  return sent.map((call, index) => {
    const id = call.id && !taken.has(call.id) ? call.id : generatedToolCallId(idSeed, index);
    taken.add(id);
    return {
      id,
      name: toolCallName(call.function?.name) ?? "",
      arguments: argumentsText(call.function?.arguments),
    };
  });
}

/** Whether an answer with this finish reason may have ended within a call. */
export function endsWithBudget(finishReason: unknown): boolean {
  return finishReason === "length";
}

/**
 * Parsed calls, and those that cannot be parsed with the reason.
 *
 * @param isCut - The answer ended before its end: the last call may be a part of one.
 */
export function readCalls(calls: readonly WrittenCall[], isCut: boolean): ReadCalls {
  const read: ReadCalls = { tool_calls: [], invalid_tool_calls: [] };
  for (const [place, written] of calls.entries()) {
    const call = readCall(written, isCut && place === calls.length - 1);
    if (call.type === "tool_call") read.tool_calls.push(call);
    else read.invalid_tool_calls.push(call);
  }
  return read;
}

type Typed<Call, Type extends string> = Call & { type: Type };

/** One call parsed, or why it cannot be. */
export function readCall(
  { id, name, arguments: written }: WrittenCall,
  isCut: boolean,
): Typed<ToolCall, "tool_call"> | Typed<InvalidToolCall, "invalid_tool_call"> {
  const args = isCut && written.trim() === "" ? NOT_BEGUN : parseArguments(written);
  if (typeof args !== "string" && name !== "") return { type: "tool_call", id, name, args };
  const error = typeof args === "string" ? args : "The call names no tool.";
  return { type: "invalid_tool_call", id, name, args: written, error };
}

const TOO_DEEP = `The arguments nest deeper than ${MAX_DEPTH} levels.`;

/** Without this a cut call would be run with no arguments at all. */
const NOT_BEGUN = "The answer ended before the arguments began.";

/**
 * The arguments, or why they cannot be read. A tool without arguments is a call with none, which
 * models write as nothing or as `null`; some write the object as a text inside the text.
 */
function parseArguments(text: string): Record<string, unknown> | string {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    const object = typeof value === "string" ? parsedObject(value) : (value ?? {});
    if (!isRecord(object)) return "The arguments are not a JSON object.";
    // Whatever checks or prints them would overflow the stack.
    return isDeeper(object, MAX_DEPTH) ? TOO_DEEP : object;
  } catch (error) {
    return `The arguments are not valid JSON: ${(error as Error).message}`;
  }
}

function parsedObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
