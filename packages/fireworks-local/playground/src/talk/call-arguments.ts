import { PartialJson } from "../../../../langchain-fireworks/src/convert/partial-json.js";
import { isDeeperThan } from "../../../src/json/json-depth.js";

/** The arguments of a call as far as they came. */
export type CallArguments =
  | { kind: "growing"; value: unknown }
  | { kind: "whole"; value: unknown }
  | { kind: "invalid"; text: string; problem: string };

/** No tool wants deeper ones; laid out, they would be gigabytes of spaces. */
const DEEPEST = 100;

export function readArguments(text: string, isOver: boolean): CallArguments {
  try {
    const read = isOver ? whole(text) : growing(text);
    if (!isDeeperThan(read.value, DEEPEST)) return read;
    return { kind: "invalid", text, problem: `They nest deeper than ${DEEPEST} levels.` };
  } catch (error) {
    const problem = error instanceof Error ? error.message : "no JSON";
    return { kind: "invalid", text, problem: `The arguments are no JSON: ${problem}` };
  }
}

function whole(text: string): { kind: "whole"; value: unknown } {
  return { kind: "whole", value: text.trim() === "" ? {} : (JSON.parse(text) as unknown) };
}

function growing(text: string): { kind: "growing"; value: unknown } {
  const json = new PartialJson();
  json.push(text);
  return { kind: "growing", value: json.snapshot() };
}
