import { findNumbers } from "./number-mentions.js";

/** What a question does with its numbers, in words: `3 + 4` and "3 plus 4" ask to add. */
export function signWords(question: string): string[] {
  const operations = new Set(findNumbers(question).flatMap((number) => [...number.operations]));
  return operations.size === 0 ? [] : [...operations, "calculate"];
}
