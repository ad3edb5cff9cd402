/**
 * What chat and text completions share, exactly as Fireworks reads and writes it: the parameters of
 * section 2.1 of the wire contract, and the parts of answers that do not depend on the endpoint.
 */
import type { TextPart } from "./chat.js";

/** Model ids are plain strings: `accounts/fireworks/models/<slug>`, routers, deployments, own models. */
export type ModelId = string;

/** The parameters of a request that generates text, on whichever endpoint. */
export interface GenerationRequest {
  model: ModelId;
  stream?: boolean | null;
  stream_options?: StreamOptions;
  max_tokens?: number | null;
  max_completion_tokens?: number | null;
  temperature?: number | null;
  top_p?: number | null;
  top_k?: number | null;
  min_p?: number | null;
  typical_p?: number | null;
  frequency_penalty?: number | null;
  presence_penalty?: number | null;
  repetition_penalty?: number | null;
  mirostat_target?: number | null;
  mirostat_lr?: number | null;
  seed?: number | null;
  logit_bias?: Record<string, number> | null;
  n?: number;
  stop?: string | string[] | null;
  ignore_eos?: boolean;
  logprobs?: boolean | number | null;
  top_logprobs?: number | null;
  echo?: boolean | null;
  echo_last?: number | null;
  raw_output?: boolean | null;
  return_token_ids?: boolean | null;
  perf_metrics_in_response?: boolean | null;
  response_format?: ResponseFormat | null;
  reasoning_effort?: ReasoningEffort | null;
  reasoning_history?: ReasoningHistory | null;
  thinking?: Thinking | null;
  prediction?: Prediction | string | null;
  speculation?: string | number[] | null;
  user?: string | null;
  prompt_cache_key?: string | null;
  prompt_cache_isolation_key?: string | null;
  service_tier?: ServiceTier;
  metadata?: Record<string, string> | null;
  context_length_exceeded_behavior?: "truncate" | "error";
}

export interface StreamOptions {
  include_usage?: boolean | null;
}

export type ServiceTier = "auto" | "default" | "flex" | "priority" | (string & {});

/** `true` is read as `medium`, `false` as `none`, a positive integer as a cap in thinking tokens. */
export type ReasoningEffort =
  | "none"
  | "low"
  | "medium"
  | "high"
  | "xhigh"
  | "max"
  | "adaptive"
  | (string & {})
  | number
  | boolean;

export type ReasoningHistory = "disabled" | "interleaved" | "preserved";

export type Thinking =
  | { type: "enabled"; budget_tokens?: number | null }
  | { type: "disabled" }
  | { type: "adaptive" };

export interface Prediction {
  type?: "content";
  content: string | TextPart[];
}

export type ResponseFormat =
  | { type: "text" }
  | { type: "json_object"; schema?: JsonSchema | string | null }
  | { type: "json_schema"; json_schema: JsonSchemaFormat | JsonSchema | string }
  | { type: "grammar"; grammar: string };

export interface JsonSchemaFormat {
  name?: string;
  description?: string;
  schema: JsonSchema;
  strict?: boolean | null;
}

/** A JSON Schema document (draft 2020-12, plus draft-7 `definitions`). */
export type JsonSchema = { [keyword: string]: unknown };

export type FinishReason =
  | "stop"
  | "length"
  | "tool_calls"
  | "function_call"
  | "error"
  | (string & {});

export interface Usage {
  prompt_tokens: number;
  total_tokens: number;
  /** Includes reasoning tokens; the sum over all `n` choices. */
  completion_tokens?: number | null;
  prompt_tokens_details?: { cached_tokens?: number | null } | null;
  completion_tokens_details?: { reasoning_tokens?: number | null } | null;
}

/** The numbers of the `fireworks-*` headers, without that prefix; strings or numbers. */
export type PerfMetrics = Record<string, string | number | null>;

/** The shape of `logprobs: true`. */
export interface Logprobs {
  content?: TokenLogprob[] | null;
}

export interface TokenLogprob {
  token: string;
  logprob: number;
  sampling_logprob?: number | null;
  bytes?: number[] | null;
  token_id?: number | null;
  text_offset?: number | null;
  top_logprobs?: TopLogprob[] | null;
  last_activation?: string | null;
  routing_matrix?: string | null;
}

export interface TopLogprob {
  token: string;
  logprob: number;
  token_id?: number | null;
  bytes?: number[] | null;
}

/** The shape of `logprobs: <integer>`. */
export interface LegacyLogprobs {
  tokens?: string[] | null;
  token_logprobs?: (number | null)[] | null;
  top_logprobs?: (Record<string, number> | null)[] | null;
  text_offset?: number[] | null;
  token_ids?: number[] | null;
}

export interface RawOutput {
  prompt_fragments?: (string | number)[] | null;
  prompt_token_ids?: number[] | null;
  completion?: string | null;
  completion_token_ids?: number[] | null;
  completion_logprobs?: Logprobs | LegacyLogprobs | null;
  images?: string[] | null;
  videos?: string[] | null;
  grammar?: string | null;
}
