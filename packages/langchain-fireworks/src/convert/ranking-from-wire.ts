import { isRecord } from "./unknown-values.js";
import { invalidAnswer, placeOf } from "./vectors-from-wire.js";

/** A place in the list that was sent, with its score. */
export interface Ranked {
  index: number;
  relevanceScore: number;
  /** The text, if the server repeated it. */
  document?: string;
}

/**
 * The results of a rerank answer, in its order.
 *
 * @param count - How many documents were sent.
 * @throws FireworksError (`invalid_response`) unless each has a place of its own and a score
 */
export function rankingFromWire(answer: unknown, count: number): Ranked[] {
  if (!isRecord(answer) || !Array.isArray(answer.data))
    throw invalidAnswer("The answer holds no list of results.");
  const seen = new Set<number>();
  return (answer.data as unknown[]).map((result) => {
    const { index, relevance_score: score, document } = isRecord(result) ? result : {};
    const place = placeOf(index, count);
    if (place === undefined || seen.has(place))
      throw invalidAnswer(
        `The answer to ${count} documents holds ${place === undefined ? "a" : "a second"} result with the index ${JSON.stringify(index)}.`,
      );
    if (typeof score !== "number" || !Number.isFinite(score))
      throw invalidAnswer(`The result with the index ${place} has no score.`);
    seen.add(place);
    const ranked = { index: place, relevanceScore: score };
    return typeof document === "string" ? { ...ranked, document } : ranked;
  });
}
