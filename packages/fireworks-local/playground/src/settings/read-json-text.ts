import { PartialJson } from "../../../../langchain-fireworks/src/convert/partial-json.js";

/** The value of a text, or why it is none, with the line to look at: not every browser tells it. */
export function readJsonText(text: string): { value?: unknown; problem?: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: `Line ${lineOfMistake(text)}: ${message}` };
  }
}

function lineOfMistake(text: string): number {
  const reader = new PartialJson();
  reader.push(text);
  return text.slice(0, reader.length).split("\n").length;
}
