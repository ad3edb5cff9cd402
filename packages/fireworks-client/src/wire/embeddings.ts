import type { PerfMetrics, RawOutput, Usage } from "./generation.js";

/** `POST /embeddings` (section 6.2 of the wire contract). */
export interface EmbeddingRequest {
  /** Full id, the shorthand `fireworks/qwen3-embedding-8b`, or a Hugging Face id of the older ones. */
  model: string;
  input: EmbeddingInput;
  /** Text with fields of the input objects in braces, e.g. `Embed this: {text}`. */
  prompt_template?: string | null;
  /** Shortens the vector. Only resizable models take it. */
  dimensions?: number | null;
  /** Default `float`. `base64` is little-endian float32. */
  encoding_format?: "float" | "base64";
  /** Scales to unit length, or turns `return_logits` into probabilities. Default false. */
  normalize?: boolean | null;
  /** The logits of these tokens instead of an embedding. */
  return_logits?: number[] | null;
  /** Undocumented. */
  fanout_size?: number | null;
  raw_output?: boolean | null;
  perf_metrics_in_response?: boolean | null;
  user?: string | null;
  prompt_cache_key?: string | null;
  prompt_cache_isolation_key?: string | null;
  /** Voyage models only. */
  input_type?: "query" | "document" | null;
}

/** One text, or up to 2048; as text, as token ids, or as objects for `prompt_template`. */
export type EmbeddingInput =
  | string
  | string[]
  | number[]
  | number[][]
  | EmbeddingFields
  | EmbeddingFields[];

/** What fills the braces of a `prompt_template`. */
export type EmbeddingFields = Record<string, unknown>;

export interface EmbeddingResponse {
  object: "list";
  model: string;
  data: Embedding[];
  usage: Usage;
  perf_metrics?: PerfMetrics | null;
}

export interface Embedding {
  object: "embedding";
  /** Place of its text in `input`. */
  index: number;
  /** A string when `encoding_format` is `base64`. */
  embedding: number[] | string;
  raw_output?: RawOutput | null;
}
