import type { Usage } from "./generation.js";

/** `POST /rerank` (section 6.3 of the wire contract). */
export interface RerankRequest {
  /** E.g. `fireworks/qwen3-reranker-8b`. */
  model?: string | null;
  query: string;
  /** At least one, texts only. */
  documents: string[];
  /** How many of the best to return. Default: all. */
  top_n?: number | null;
  /** Whether the answer repeats the texts. Default true. */
  return_documents?: boolean;
  /** An instruction for the reranker. */
  task?: string | null;
}

export interface RerankResponse {
  object: "list";
  model: string;
  /** Best first. */
  data: RerankResult[];
  usage?: Usage | null;
}

export interface RerankResult {
  /** Place in the request's `documents`. */
  index: number;
  /** From 0 to 1. */
  relevance_score: number;
  /** Absent with `return_documents: false`. */
  document?: string | null;
}
