import type { ToolCall } from "fireworks-client/wire";
import type { ToolResult } from "./conversation.js";
import type { PlaygroundTool } from "./settings.js";
import { callIdOf } from "./call-id.js";

/** A result for each call whose tool has one that fits its arguments. */
export function cannedResults(
  calls: readonly ToolCall[],
  tools: readonly PlaygroundTool[],
): ToolResult[] {
  return calls.flatMap((call, at) => {
    const tool = tools.find(({ definition }) => definition.function.name === call.function.name);
    const given = readObject(call.function.arguments ?? "");
    if (given === undefined) return [];
    const fitting = tool?.canned.find(({ when }) => holds(given, when));
    return fitting === undefined
      ? []
      : [{ callId: callIdOf(call, at), text: asText(fitting.result), isCanned: true }];
  });
}

const asText = (result: unknown): string =>
  typeof result === "string" ? result : (JSON.stringify(result) ?? "null");

function readObject(text: string): unknown {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    return undefined;
  }
}

/** Whether what is wanted is there; more may be there. Texts are the same in upper and lower case. */
export function holds(given: unknown, wanted: unknown): boolean {
  if (typeof wanted === "string")
    return typeof given === "string" && given.trim().toLowerCase() === wanted.trim().toLowerCase();
  if (typeof wanted !== "object" || wanted === null) return given === wanted;
  if (typeof given !== "object" || given === null) return false;
  if (Array.isArray(wanted) !== Array.isArray(given)) return false;
  if (Array.isArray(wanted) && wanted.length !== Object.keys(given).length) return false;
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(given, key) && holds(Reflect.get(given, key), value),
  );
}
