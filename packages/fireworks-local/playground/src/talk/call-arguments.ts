import { PartialJson } from "../../../../langchain-fireworks/src/convert/partial-json.js";

/** The arguments of a call as far as they came. */
export type CallArguments =
  | { kind: "growing"; value: unknown }
  | { kind: "whole"; value: unknown }
  | { kind: "invalid"; text: string; problem: string };

export function readArguments(text: string, isOver: boolean): CallArguments {
  if (!isOver) return growing(text);
  if (text.trim() === "") return { kind: "whole", value: {} };
  try {
    return { kind: "whole", value: JSON.parse(text) as unknown };
  } catch (error) {
    return { kind: "invalid", text, problem: error instanceof Error ? error.message : "no JSON" };
  }
}

function growing(text: string): CallArguments {
  const json = new PartialJson();
  json.push(text);
  return { kind: "growing", value: json.snapshot() };
}
