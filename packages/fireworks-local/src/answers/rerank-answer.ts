import type { RerankRequest, RerankResponse, RerankResult } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { DEFAULT_RERANKER } from "../requests/rerank-request.js";
import { Tokenizer } from "../tokens/tokenizer.js";
import { contextLengthOf } from "../models/catalogue.js";
import { boundTexts } from "../requests/text-limits.js";
import { checkLength } from "./embedding-answer.js";
import { relevanceLogits, sigmoid } from "./relevance.js";

/**
 * From an accepted request to its answer. Throws a refusal when a document is too long. Given scores
 * are those of the documents, 0 for further ones.
 */
export async function rerank(
  request: RerankRequest,
  model: LocalModel,
  given?: readonly number[],
): Promise<RerankResponse> {
  const { query, documents, task, top_n, return_documents } = request;
  const tokens = await countTokens(`${task ?? ""}${query}`, documents, model);
  const scores =
    given === undefined
      ? relevanceLogits(query, documents).map(sigmoid)
      : documents.map((_, index) => given[index] ?? 0);
  const ranked = scores
    .map((score, index) => ({ index, relevance_score: score }))
    .toSorted((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, top_n ?? documents.length);
  const data = ranked.map((result): RerankResult => {
    const document = documents[result.index] ?? "";
    return return_documents === false ? result : { ...result, document };
  });
  return {
    object: "list",
    model: request.model ?? DEFAULT_RERANKER,
    data,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

/** The model reads the query anew beside each document. */
async function countTokens(
  query: string,
  documents: readonly string[],
  model: LocalModel,
): Promise<number> {
  const tokenizer = await Tokenizer.load();
  const window = contextLengthOf(model);
  boundTexts([query, ...documents], window);
  const ofQuery = tokenizer.ids(query).length;
  let total = 0;
  for (const document of documents) {
    const tokens = ofQuery + tokenizer.ids(document, window).length;
    checkLength(tokens, model);
    total += tokens;
  }
  return total;
}
