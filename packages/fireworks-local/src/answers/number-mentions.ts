import { identifierWords } from "./identifier-words.js";
import { operationOf, operationOfSign } from "./operations.js";

/** A number in the question. */
export interface NumberMention {
  value: number;
  start: number;
  end: number;
  /** What the question does with it: `add`, `multiply` … */
  operations: Set<string>;
}

const MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}";

/** Digits that are no numbers: addresses, dates and times of day. */
const NO_NUMBERS: readonly RegExp[] = [
  // From the start of a word on: tried at every letter of a long one, it would take its square.
  /(?<!\S)\S+@\S+/g,
  /https?:\/\/\S+/g,
  /\d{4}-\d\d-\d\d(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?/g,
  /\d{1,2}[/.]\d{1,2}[/.]\d{4}/g,
  /\d{1,2}:\d\d(?::\d\d)?/g,
  new RegExp(`\\b${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?`, "gi"),
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b(?:,? \\d{4})?`, "gi"),
];

/** The numbers of a text in order, with the operations that tie neighbours together. */
export function findNumbers(text: string): NumberMention[] {
  const bare = withoutDates(text);
  const found = [...bare.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map((match): NumberMention => ({
    value: Number(match[0]),
    start: match.index,
    end: match.index + match[0].length,
    operations: new Set(),
  }));
  let carried: string | undefined;
  for (const [index, number] of found.entries()) {
    const previous = found[index - 1];
    const before = found[index - 2]?.end ?? 0;
    if (previous === undefined) continue;
    const between = bare.slice(previous.end, number.start);
    carried = tie(between, bare.slice(before, previous.start), carried);
    if (carried === undefined) continue;
    previous.operations.add(carried);
    number.operations.add(carried);
  }
  return found;
}

/** Blanks of the same length, so that places stay what they are. */
function withoutDates(text: string): string {
  return NO_NUMBERS.reduce(
    (rest, pattern) => rest.replaceAll(pattern, (found) => " ".repeat(found.length)),
    text,
  );
}

/**
 * What two neighbours are part of: the sign or word between them, or, across "and" and the like, the
 * word before the first, or what the first was already part of.
 */
function tie(between: string, before: string, carried: string | undefined): string | undefined {
  const sign = operationOfSign(between);
  if (sign !== undefined) return sign;
  const words = identifierWords(between);
  if (words.length <= 2 && !/[.?!;]/.test(between)) {
    const named = operationOf(words);
    if (named !== undefined) return named;
  }
  if (!/^(?:[\s,&]|\b(?:and|by|from|to|with)\b)+$/i.test(between)) return undefined;
  const sentence = before.slice(before.search(/[^.?!]*$/));
  return operationOf(identifierWords(sentence)) ?? carried;
}
