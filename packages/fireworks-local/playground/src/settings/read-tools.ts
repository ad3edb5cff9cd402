import { isRecord } from "../../../src/json/is-record.js";
import type { CannedResult, PlaygroundTool } from "../state/settings.js";
import { readJsonText } from "./read-json-text.js";

/**
 * Tools as they are written in the editor: a list of functions, flat or in the form of the wire, each with
 * `canned` results if it has any. What is wrong is told, and then there are no tools.
 */
export function readTools(text: string): { tools: PlaygroundTool[]; problem?: string } {
  if (text.trim() === "") return { tools: [] };
  const { value, problem } = readJsonText(text);
  if (problem !== undefined) return { tools: [], problem };
  const list = Array.isArray(value) ? value : [value];
  const tools: PlaygroundTool[] = [];
  for (const [at, item] of list.entries()) {
    const tool = readTool(item);
    if (typeof tool === "string") return { tools: [], problem: `Tool ${at + 1}: ${tool}` };
    tools.push(tool);
  }
  return { tools };
}

function readTool(item: unknown): PlaygroundTool | string {
  if (!isRecord(item)) return "a tool is a JSON object.";
  const { canned = [], ...rest } = item;
  const description = isRecord(rest["function"]) ? rest["function"] : rest;
  const { type: _type, ...definition } = description;
  const { name, ...others } = definition;
  if (typeof name !== "string") return "it needs a `name`.";
  const results = Array.isArray(canned) ? canned.map(readCanned) : [undefined];
  if (!results.every((result) => result !== undefined))
    return '`canned` is a list of { "when": { … }, "result": … }.';
  return {
    definition: { type: "function", function: { name, ...others } },
    canned: results,
  };
}

function readCanned(item: unknown): CannedResult | undefined {
  if (!isRecord(item) || !("result" in item)) return undefined;
  const { when = {}, result } = item;
  return isRecord(when) ? { when, result } : undefined;
}

/** The text of tools that were not written here. */
export function showTools(tools: readonly PlaygroundTool[]): string {
  if (tools.length === 0) return "";
  const list = tools.map(({ definition, canned }) => ({
    ...definition.function,
    ...(canned.length > 0 && { canned }),
  }));
  return JSON.stringify(list, null, 2);
}
