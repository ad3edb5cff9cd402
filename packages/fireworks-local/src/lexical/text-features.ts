import { isCommonWord } from "./common-words.js";
import { splitInstruction } from "./instruction.js";
import { type Word, wordsOf } from "./words.js";

/** What a text is about, and how much: the same feature in two texts brings them closer. */
export type Features = ReadonlyMap<string, number>;

const WEIGHTS = {
  /** Words that are in nearly every text. */
  common: 0.15,
  /** A single character of a script without blanks; pairs of them say more. */
  character: 0.4,
  /** All inner pieces of a word together: they find what no stem finds ("colour", "color"). */
  pieces: 0.8,
  /** Two words in this order, so that "dog bites man" is not "man bites dog". */
  pair: 0.2,
  /** Of all that an instruction says. */
  instruction: 0.05,
  /** Marks that are no word, when a text has nothing else. */
  mark: 1,
};

const PIECE_LENGTH = 3;

export function featuresOf(text: string): Features {
  const { instruction, content } = splitInstruction(text);
  const features = new Map<string, number>();
  addWords(features, wordsOf(content), 1);
  addWords(features, wordsOf(instruction), WEIGHTS.instruction);
  if (features.size === 0)
    for (const character of content.slice(0, 1_000)) add(features, `!${character}`, WEIGHTS.mark);
  return features;
}

function addWords(features: Map<string, number>, words: Word[], share: number): void {
  const counts = new Map<string, { word: Word; count: number }>();
  for (const word of words) {
    const known = counts.get(word.stem);
    if (known === undefined) counts.set(word.stem, { word, count: 1 });
    else known.count += 1;
  }
  // Sublinear: a word said ten times is not ten times as much what the text is about.
  for (const { word, count } of counts.values())
    addWord(features, word, share * weightOf(word) * (1 + Math.log(count)));
  for (let index = 1; index < words.length; index += 1) {
    const [before, word] = [words[index - 1], words[index]];
    if (before === undefined || word === undefined || before.unspaced || word.unspaced) continue;
    const least = Math.min(weightOf(before), weightOf(word));
    set(features, `${before.stem} ${word.stem}`, share * least * WEIGHTS.pair);
  }
}

function weightOf({ text, unspaced }: Word): number {
  if (isCommonWord(text)) return WEIGHTS.common;
  return unspaced && [...text].length === 1 ? WEIGHTS.character : 1;
}

function addWord(
  features: Map<string, number>,
  { text, stem, unspaced }: Word,
  weight: number,
): void {
  add(features, stem, weight);
  if (unspaced) return;
  const pieces = piecesOf(text);
  const each = (weight * WEIGHTS.pieces) / Math.sqrt(Math.max(pieces.length, 1));
  for (const piece of pieces) add(features, `~${piece}`, each);
}

/** Three neighbouring characters each, the ends of the word among them. */
function piecesOf(word: string): string[] {
  const marked = `<${word.slice(0, 64)}>`;
  return Array.from({ length: Math.max(marked.length - PIECE_LENGTH + 1, 0) }, (_, start) =>
    marked.slice(start, start + PIECE_LENGTH),
  );
}

function add(features: Map<string, number>, name: string, weight: number): void {
  features.set(name, (features.get(name) ?? 0) + weight);
}

function set(features: Map<string, number>, name: string, weight: number): void {
  if (!features.has(name)) features.set(name, weight);
}
