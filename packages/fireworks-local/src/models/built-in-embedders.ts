import type { EmbeddingFacts, LocalModel } from "./local-model.js";

const QWEN3 = { resizable: true, coarse: true } as const;
const VOYAGE = { resizable: true, unitLength: true, inputType: true } as const;
const UNIT = { unitLength: true } as const;

/** The models of 6.2 and 6.3 of the wire contract, those for deployments of one's own included. */
export const BUILT_IN_EMBEDDERS: readonly LocalModel[] = [
  hosted("qwen3-embedding-8b", 40_960, { dimensions: 4_096, ...QWEN3 }),
  dedicated("qwen3-embedding-4b", 40_960, { dimensions: 2_560, ...QWEN3 }),
  dedicated("qwen3-embedding-0p6b", 32_768, { dimensions: 1_024, ...QWEN3 }),

  // Rerankers embed too: with `return_logits` that is the other way to rerank (contract 6.3).
  reranker(hosted("qwen3-reranker-8b", 40_960, { dimensions: 4_096, ...QWEN3 })),
  reranker(dedicated("qwen3-reranker-4b", 40_960, { dimensions: 2_560, ...QWEN3 })),
  reranker(dedicated("qwen3-reranker-0p6b", 40_960, { dimensions: 1_024, ...QWEN3 })),
  reranker(dedicated("voyage-rerank-2-5", 32_768, undefined)),

  // Their sizes are not in the contract; these are Voyage's own defaults.
  dedicated("voyage-4-large", 40_960, { dimensions: 1_024, ...VOYAGE }),
  dedicated("voyage-4", 40_960, { dimensions: 1_024, ...VOYAGE }),
  dedicated("voyage-4-lite", 40_960, { dimensions: 1_024, ...VOYAGE }),
  dedicated("voyage-4-nano", 40_960, { dimensions: 1_024, ...VOYAGE }),
  dedicated("voyage-multimodal-3-5", 32_768, { dimensions: 1_024, ...VOYAGE }),

  legacy("nomic-ai/nomic-embed-text-v1.5", 8_192, { dimensions: 768, resizable: true, ...UNIT }),
  legacy("nomic-ai/nomic-embed-text-v1", 8_192, { dimensions: 768, ...UNIT }),
  legacy("thenlper/gte-base", 512, { dimensions: 768, ...UNIT }),
  legacy("thenlper/gte-large", 512, { dimensions: 1_024, ...UNIT }),
  legacy("BAAI/bge-base-en-v1.5", 512, { dimensions: 768, ...UNIT }),
  legacy("BAAI/bge-small-en-v1.5", 512, { dimensions: 384, ...UNIT }),
  legacy("WhereIsAI/UAE-Large-V1", 512, { dimensions: 1_024 }),
  legacy("mixedbread-ai/mxbai-embed-large-v1", 512, { dimensions: 1_024 }),
];

function legacy(
  id: string,
  contextLength: number,
  embedding: EmbeddingFacts | undefined,
): LocalModel {
  return {
    id,
    contextLength,
    chat: false,
    tools: false,
    reasoning: "never",
    kind: "EMBEDDING_MODEL",
    ...(embedding && { embedding }),
  };
}

function hosted(
  slug: string,
  contextLength: number,
  facts: EmbeddingFacts | undefined,
): LocalModel {
  return legacy(`accounts/fireworks/models/${slug}`, contextLength, facts);
}

/** Fireworks serves these on deployments only; they answer here all the same. */
function dedicated(
  slug: string,
  contextLength: number,
  facts: EmbeddingFacts | undefined,
): LocalModel {
  return { ...hosted(slug, contextLength, facts), serverless: false };
}

function reranker(model: LocalModel): LocalModel {
  return { ...model, rerank: true };
}
