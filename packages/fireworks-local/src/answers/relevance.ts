import { BM25, bm25 } from "../lexical/bm25.js";

/** Says how relevance is measured here, in a header of the answer. */
export const MEASURE_HEADER = "x-fireworks-local-measure";
export const MEASURE: string = `bm25; k1=${BM25.k1}; b=${BM25.b}`;

/** Half the words of a query are as good as a coin; the steepness gives 0.98 for all, 0.02 for none. */
const EVEN = 0.5;
const STEEPNESS = 8;

/** How surely each document answers the query, as logit: `sigmoid` of it is the score. */
export function relevanceLogits(query: string, documents: readonly string[]): number[] {
  return bm25(query, documents).map((share) => STEEPNESS * (share - EVEN));
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
