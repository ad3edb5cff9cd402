import { invalidArgument } from "../grpc-refusal.js";

export interface FilterToken {
  kind: "word" | "text" | "operator" | "(" | ")" | "-" | "." | "end";
  text: string;
  /** From 1, for people. */
  position: number;
}

/** Longer filters are refused, so that none can keep the server busy. */
const MAX_LENGTH = 4_000;

const OPERATORS = ["!=", "<=", ">=", "=", "<", ">", ":"];

/** Letters of names, numbers, timestamps, resource names and wildcards; a dot separates. */
const WORD = /[\w*/+@%~#]/u;

export function filterProblem(position: number, problem: string): Error {
  return invalidArgument(`invalid filter at position ${position}: ${problem}`);
}

/** Cuts a filter of AIP-160 into its tokens. Throws E8 with the position of what cannot be read. */
export function readFilterTokens(filter: string): FilterToken[] {
  if (filter.length > MAX_LENGTH)
    throw filterProblem(MAX_LENGTH, `a filter has at most ${MAX_LENGTH} characters`);
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < filter.length) {
    const token = readToken(filter, at);
    if (token !== undefined) tokens.push(token);
    at += token?.length ?? 1;
  }
  tokens.push({ kind: "end", text: "", position: filter.length + 1 });
  return tokens;
}

/** Undefined for white space. */
function readToken(filter: string, at: number): (FilterToken & { length: number }) | undefined {
  const character = filter[at] ?? "";
  const position = at + 1;
  if (/\s/.test(character)) return undefined;
  if (character === "(" || character === ")" || character === ".")
    return { kind: character, text: character, position, length: 1 };
  if (character === '"' || character === "'") return readQuoted(filter, at);
  const operator = OPERATORS.find((one) => filter.startsWith(one, at));
  if (operator !== undefined)
    return { kind: "operator", text: operator, position, length: operator.length };
  // A minus before a space or a bracket negates; inside a word it belongs to it.
  if (character === "-") return { kind: "-", text: "-", position, length: 1 };
  if (!isWordCharacter(character))
    throw filterProblem(position, `unexpected ${JSON.stringify(character)}`);
  let end = at + 1;
  while (end < filter.length && isInsideWord(filter, end)) end += 1;
  const text = filter.slice(at, end);
  return { kind: "word", text, position, length: text.length };
}

function isWordCharacter(character: string): boolean {
  return WORD.test(character) || character > "\u007F";
}

/** A minus goes on inside a word: `accounts/my-account`, `2026-08-30`. */
function isInsideWord(filter: string, at: number): boolean {
  const character = filter[at] ?? "";
  return character === "-" || isWordCharacter(character);
}

function readQuoted(filter: string, start: number): FilterToken & { length: number } {
  const quote = filter[start] ?? "";
  let text = "";
  for (let at = start + 1; at < filter.length; at += 1) {
    const character = filter[at] ?? "";
    if (character === quote)
      return { kind: "text", text, position: start + 1, length: at + 1 - start };
    if (character === "\\" && at + 1 < filter.length) at += 1;
    text += filter[at] ?? "";
  }
  throw filterProblem(start + 1, "this quote is not closed");
}
