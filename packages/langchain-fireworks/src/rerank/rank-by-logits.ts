import type { EmbeddingBatches, EmbeddingPlan } from "../calls/embedding-batches.js";
import type { Ranked } from "../convert/ranking-from-wire.js";
import { invalidAnswer } from "../convert/vectors-from-wire.js";
import { adoptError } from "../errors/adopt-error.js";

/** Documents a request, by Fireworks' recipe (section 6.3 of the wire contract). */
const BATCH_SIZE = 100;

/** "no" and "yes" in Qwen3's vocabulary. */
const QWEN3_NO_YES = [2753, 9454] as const;

/** What Qwen3's rerankers were trained with, and Fireworks' own example of a `task`. */
const QWEN3_TASK = "Given a web search query, retrieve relevant passages that answer the query";

/** What documents are ranked by. */
export interface LogitsQuestion {
  query: string;
  task: string | null | undefined;
  tokens: readonly [number, number] | undefined;
}

/**
 * Ranks by the probability that the model answers "yes" to each document by itself. So documents of
 * different requests can be compared.
 */
export async function rankByLogits(
  batches: EmbeddingBatches,
  texts: readonly string[],
  { query, task, tokens }: LogitsQuestion,
  plan: Omit<EmbeddingPlan, "batchSize">,
): Promise<Ranked[]> {
  const questions = texts.map(
    (text) => `<Instruct>: ${task ?? QWEN3_TASK}\n<Query>: ${query}\n<Document>: ${text}`,
  );
  const body = { ...plan.body, return_logits: [...(tokens ?? QWEN3_NO_YES)], normalize: true };
  const vectors = await batches.vectors(questions, { ...plan, body, batchSize: BATCH_SIZE });
  return vectors
    .map((vector, index) => ({ index, relevanceScore: yesOf(vector, index, body.model) }))
    .toSorted((left, right) => right.relevanceScore - left.relevanceScore);
}

function yesOf([, yes, ...more]: readonly number[], index: number, model: string): number {
  if (yes !== undefined && more.length === 0) return yes;
  const error = invalidAnswer(`The answer for document ${index} is not two probabilities.`);
  throw adoptError(error, { model });
}
