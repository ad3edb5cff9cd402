const NAME = "\\p{Lu}[\\p{L}'’-]*(?:,? \\p{Lu}[\\p{L}'’-]*)*";
const NAMED_PLACE = new RegExp(`\\b(?:in|at|for|to|near|of)\\s+(${NAME})`, "u");

/** Where people do not write capitals, the likeliest prepositions first. */
const PREPOSITIONS: readonly RegExp[] = [
  /\bin\s+([^.?!,;:\n]{1,80})/giu,
  /\b(?:at|near|around)\s+([^.?!,;:\n]{1,80})/giu,
  /\bfor\s+([^.?!,;:\n]{1,80})/giu,
];

/** Words that end the name of a place, or say that there is none. */
const NO_PLACE = new Set(
  "a about after all an and are at be before by celsius days detail during fahrenheit for from general her him hours if in is it kelvin last like me midnight minutes my next noon now of on or please right so than that the then there this to today tomorrow tonight total us using will with you your".split(
    " ",
  ),
);

const LONGEST_NAME = 3;

/** The place a question is about: `in San Francisco`, or `in new york` when nothing is capital. */
export function findPlace(text: string): string | undefined {
  return NAMED_PLACE.exec(text)?.[1] ?? findLowerCasePlace(text);
}

const DAY = "\\d{4}-\\d\\d-\\d\\d";
const FROM_TO = /\bfrom\s+([\p{L}'’ -]{1,60}?)\s+to\s+([\p{L}'’ -]{1,60})/iu;

/** `from Paris`, `to Rome`, `from 2026-05-01`; in small letters only `from paris to rome`. */
export function findPlaceAfter(preposition: "from" | "to", text: string): string | undefined {
  const after = new RegExp(`\\b${preposition}\\s+(${NAME}|${DAY})`, "u").exec(text)?.[1];
  if (after !== undefined) return after;
  const [, from, to] = FROM_TO.exec(text) ?? [];
  return placeAtStart(preposition === "from" ? from : to);
}

function findLowerCasePlace(text: string): string | undefined {
  for (const preposition of PREPOSITIONS)
    for (const [, after = ""] of text.matchAll(preposition)) {
      const name = placeAtStart(after);
      if (name !== undefined) return name;
    }
  return undefined;
}

function placeAtStart(text = ""): string | undefined {
  const words = text.split(/\s+/);
  const end = words.findIndex((word) => NO_PLACE.has(word.toLowerCase()) || !isWord(word));
  const name = words.slice(0, end < 0 ? LONGEST_NAME : Math.min(end, LONGEST_NAME));
  return name.length > 0 ? name.join(" ") : undefined;
}

function isWord(text: string): boolean {
  return /^[\p{L}'’-]+$/u.test(text);
}
