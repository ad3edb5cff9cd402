import { isCommonWord } from "./common-words.js";
import { wordsOf } from "./words.js";

/** How soon a repeated word stops to count, and how much a long document has to pay for its length. */
export const BM25 = { k1: 1.2, b: 0.75 } as const;

/**
 * Okapi BM25 of each document, divided by what a document of average length scores that says every word
 * of the query once: 0 shares no word, 1 says all, and repetition leads a little above.
 */
export function bm25(query: string, documents: readonly string[]): number[] {
  const counted = documents.map((document) => countTerms(termsOf(document)));
  const averageLength = sum(counted.map(({ length }) => length)) / Math.max(documents.length, 1);
  const weights = rarities(new Set(termsOf(query)), counted);
  const best = sum([...weights.values()]);
  return counted.map(({ counts, length }) => {
    const relativeLength = averageLength === 0 ? 1 : length / averageLength;
    const damping = BM25.k1 * (1 - BM25.b + BM25.b * relativeLength);
    let score = 0;
    for (const [term, count] of counts)
      score += ((weights.get(term) ?? 0) * count * (BM25.k1 + 1)) / (count + damping);
    return best === 0 ? 0 : score / best;
  });
}

interface CountedDocument {
  counts: ReadonlyMap<string, number>;
  length: number;
}

/** Common words only count where there are no others. */
function termsOf(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !isCommonWord(word.text));
  return (telling.length > 0 ? telling : words).map((word) => word.stem);
}

function countTerms(terms: string[]): CountedDocument {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { counts, length: terms.length };
}

/** Never negative, as in Lucene: a word that every document has counts little. */
function rarities(terms: Set<string>, documents: CountedDocument[]): Map<string, number> {
  const having = new Map([...terms].map((term) => [term, 0]));
  for (const { counts } of documents)
    for (const term of counts.keys())
      if (terms.has(term)) having.set(term, (having.get(term) ?? 0) + 1);
  const rarity = (count: number): number =>
    Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  return new Map([...having].map(([term, count]) => [term, rarity(count)]));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
