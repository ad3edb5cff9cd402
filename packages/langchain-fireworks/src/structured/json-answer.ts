import { isDeeper } from "../convert/json-depth.js";
import { MAX_DEPTH, PartialJson } from "../convert/partial-json.js";

/** What a text holds: its JSON value, or why there is none and what can be read of it. */
export type JsonReading = { value: unknown } | { why: string; partial: unknown };

const CLOSE_THOUGHTS = "</think>";
const OPEN_THOUGHTS = /^\s*<think>/;
const BEGINS_AT_ONCE = /^\s*(?:[{[]|```)/;
const CONTAINER = /^\s*[{[]/;
const FENCE = /```(?:json)?\s*(?=[{[])/i;

/**
 * Where the object or list of an answer begins, whatever a model writes before it: its thoughts, a
 * code fence. `undefined` while that cannot be told.
 */
export function jsonStart(text: string): number | undefined {
  const from = afterThoughts(text);
  if (from === undefined) return undefined;
  const answer = text.slice(from);
  if (CONTAINER.test(answer)) return from;
  const fence = FENCE.exec(answer);
  return fence === null ? undefined : from + fence.index + fence[0].length;
}

/**
 * Finds where the JSON of an answer begins that arrives in pieces: each call takes the next piece and
 * gives what of the text belongs to the JSON and all after it. Keeps no more than may still matter.
 */
export function findJson(): (piece: string) => string {
  let before: string | undefined = "";
  return (piece) => {
    if (before === undefined) return piece;
    const text = before + piece;
    const start = jsonStart(text);
    before = start === undefined ? shortened(text) : undefined;
    return start === undefined ? "" : text.slice(start);
  };
}

/** So much of the text decides how it goes on; also enough to hold the longest part of a tag or fence. */
const DECIDING = 16;

/** A shorter text without JSON that means the same before whatever follows. */
function shortened(text: string): string {
  const begun = text.trimStart();
  if (begun.length <= DECIDING) return begun;
  if (BEGINS_AT_ONCE.test(begun)) return `\`\`\`x${endOf(begun)}`;
  const from = afterThoughts(begun);
  if (from === undefined) return `<think>${endOf(begun)}`;
  if (from === 0) return `x${endOf(begun)}`;
  const answer = begun.slice(from).trimStart();
  return answer === "" ? CLOSE_THOUGHTS : `${CLOSE_THOUGHTS}x${endOf(answer)}`;
}

/** A run of space at the end may stand within a fence, and is as good as one. */
function endOf(text: string): string {
  const words = text.trimEnd();
  return words.slice(-DECIDING) + (words.length < text.length ? " " : "");
}

/** The JSON value of a whole answer; what stands around it does not count. */
export function readJson(text: string): JsonReading {
  const answer = text.slice(afterThoughts(text) ?? text.length);
  const plain = parse(answer);
  if ("value" in plain) return plain;
  const start = jsonStart(answer) ?? answer.search(/[{[]/);
  if (start < 0) return { ...plain, partial: undefined };
  const reader = new PartialJson();
  const json = answer.slice(start);
  reader.push(json);
  const found = parse(reader.isComplete ? json.slice(0, reader.length) : json);
  return "value" in found ? found : { ...found, partial: reader.snapshot() };
}

/** A chat template may have written the opening tag itself. `undefined`: the model still thinks. */
function afterThoughts(text: string): number | undefined {
  if (BEGINS_AT_ONCE.test(text)) return 0;
  const end = text.indexOf(CLOSE_THOUGHTS);
  if (end >= 0) return end + CLOSE_THOUGHTS.length;
  return OPEN_THOUGHTS.test(text) ? undefined : 0;
}

function parse(text: string): { value: unknown } | { why: string } {
  try {
    // A byte order mark is white space to `trim`, and an error to JSON.
    const value: unknown = JSON.parse(text.trim());
    // Whatever checks it, or prints it, would overflow the stack.
    return isDeeper(value, MAX_DEPTH)
      ? { why: `It nests deeper than ${MAX_DEPTH} levels` }
      : { value };
  } catch (error) {
    return { why: (error as Error).message };
  }
}
