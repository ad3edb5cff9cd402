import { Document, type DocumentInterface } from "@langchain/core/documents";
import { deepCopy } from "../convert/deep-copy.js";
import type { Reranked } from "./rerank-options.js";

/**
 * Copies of the ranked documents, best first, with their score in the metadata: as `relevance_score`,
 * which Python's package writes, and as `relevanceScore`.
 */
export function scoredDocuments(
  documents: readonly DocumentInterface[],
  ranking: readonly Reranked[],
): Document[] {
  return ranking.flatMap(({ index, relevanceScore }) => {
    const document = documents[index];
    if (document === undefined) return [];
    const { pageContent, metadata, id } = document;
    const scores = { relevance_score: relevanceScore, relevanceScore };
    return [new Document({ pageContent, metadata: { ...deepCopy(metadata), ...scores }, id })];
  });
}
