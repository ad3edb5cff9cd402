/**
 * `POST /chat/completions`, exactly as Fireworks reads and writes it: snake_case, types only.
 *
 * Source: sections 2–4 of the wire contract (Fireworks' OpenAPI file of 2026-05-08 and the official
 * SDK 1.2.3), with what live calls showed where the schema is silent. Objects in a request are
 * closed: one unknown key at any level is a 400. Objects in a response are open: Fireworks adds
 * fields without notice, and `null` and absence mean the same.
 */

/** Model ids are plain strings: `accounts/fireworks/models/<slug>`, routers, deployments, own models. */
export type ModelId = string;

export interface ChatCompletionRequest {
  model: ModelId;
  messages: ChatMessage[];
  stream?: boolean | null;
  stream_options?: StreamOptions | null;
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
  tools?: Tool[];
  tool_choice?: ToolChoice;
  parallel_tool_calls?: boolean | null;
  /** Deprecated by Fireworks; the server turns it into `tools`. */
  functions?: FunctionDefinition[] | null;
  /** Deprecated by Fireworks; the server turns it into `tool_choice`. */
  function_call?: "auto" | "none" | { name: string } | null;
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
  prompt_truncate_len?: number | null;
  safe_tokenization?: boolean | null;
}

/** A request whose answer comes in one piece. */
export interface ChatCompletionRequestNonStreaming extends ChatCompletionRequest {
  stream?: false | null;
}

/** A request whose answer comes as a stream of chunks. */
export interface ChatCompletionRequestStreaming extends ChatCompletionRequest {
  stream: true;
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

export type ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolResultMessage;

export interface SystemMessage {
  role: "system";
  content: string | TextPart[];
}

export interface UserMessage {
  role: "user";
  content: string | ContentPart[];
}

export interface AssistantMessage {
  role: "assistant";
  content?: string | ContentPart[] | null;
  reasoning_content?: string | null;
  tool_calls?: ToolCallInput[] | null;
}

export interface ToolResultMessage {
  role: "tool";
  content: string | ContentPart[];
  tool_call_id?: string | null;
}

export type ContentPart = TextPart | ImageUrlPart | VideoUrlPart | AudioUrlPart | InputAudioPart;

export interface TextPart {
  type: "text";
  text: string;
}

export interface ImageUrlPart {
  type: "image_url";
  image_url: { url: string; detail?: "auto" | "low" | "high" | (string & {}) | null };
}

export interface VideoUrlPart {
  type: "video_url";
  video_url: {
    url: string;
    detail?: string | null;
    max_frames?: number | null;
    sample_fps?: number | null;
    spatial_limit?: number | null;
  };
}

/** Only dedicated omni models read this; it is in Fireworks' audio guide, not in the OpenAPI file. */
export interface AudioUrlPart {
  type: "audio_url";
  audio_url: { url: string };
}

/** OpenAI's shape. Fireworks documents no model that takes it; it is sent as given when asked for. */
export interface InputAudioPart {
  type: "input_audio";
  input_audio: { data: string; format: string };
}

/** A tool call as it is sent back in the history: no `index`, which only responses carry. */
export interface ToolCallInput {
  id?: string | null;
  type?: "function";
  function: { name: string; arguments: string };
}

export interface Tool {
  type: "function";
  function: FunctionDefinition;
}

export interface FunctionDefinition {
  /** At most 64 characters of `[a-zA-Z0-9_-]`. */
  name: string;
  description?: string | null;
  parameters?: JsonSchema | null;
  /** Accepted and ignored by the server. */
  strict?: boolean | null;
}

export type ToolChoice =
  | "auto"
  | "none"
  | "any"
  | "required"
  | { type: "function"; function: { name: string } };

export interface ChatCompletionResponse {
  /** Opaque: a UUID in 2025, `chatcmpl-<32 hex>` in 2026. */
  id: string;
  object: "chat.completion";
  /** Unix seconds. */
  created: number;
  /** The requested id, or `model@snapshot` on a hot-loaded deployment. */
  model: string;
  choices: ChatCompletionChoice[];
  usage?: Usage | null;
  perf_metrics?: PerfMetrics | null;
  prompt_token_ids?: number[] | null;
  service_tier?: string | null;
  system_fingerprint?: string | null;
}

export interface ChatCompletionChoice {
  index: number;
  message: ResponseMessage;
  finish_reason?: FinishReason | null;
  logprobs?: Logprobs | LegacyLogprobs | null;
  raw_output?: RawOutput | null;
  token_ids?: number[] | null;
}

export type FinishReason =
  | "stop"
  | "length"
  | "tool_calls"
  | "function_call"
  | "error"
  | (string & {});

export interface ResponseMessage {
  role: "assistant";
  content?: string | null;
  reasoning_content?: string | null;
  /** Not in the schema; other servers of this API send it when a model refuses. */
  refusal?: string | null;
  tool_calls?: ToolCall[] | null;
}

export interface ToolCall {
  /** Present in recordings, absent from the schema. */
  index?: number | null;
  id?: string | null;
  type?: "function" | null;
  function: { name?: string | null; arguments?: string | null };
}

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

export interface ChatCompletionChunk {
  id: string;
  object: "chat.completion.chunk";
  created: number;
  model: string;
  /** Empty or missing on a chunk that only carries usage. */
  choices?: ChatCompletionChunkChoice[] | null;
  usage?: Usage | null;
  perf_metrics?: PerfMetrics | null;
  prompt_token_ids?: number[] | null;
  service_tier?: string | null;
  system_fingerprint?: string | null;
}

export interface ChatCompletionChunkChoice {
  index: number;
  delta: ChatCompletionDelta;
  finish_reason?: FinishReason | null;
  logprobs?: Logprobs | LegacyLogprobs | null;
  raw_output?: RawOutput | null;
  prompt_token_ids?: number[] | null;
  token_ids?: number[] | null;
}

export interface ChatCompletionDelta {
  /** On the first chunk of each choice only. */
  role?: "assistant" | null;
  content?: string | null;
  reasoning_content?: string | null;
  /** See {@link ResponseMessage}. */
  refusal?: string | null;
  tool_calls?: ToolCallDelta[] | null;
}

/** A piece of a tool call. `id`, `type` and `name` come with the first piece of an `index`. */
export interface ToolCallDelta {
  index?: number | null;
  id?: string | null;
  type?: "function" | null;
  function?: { name?: string | null; arguments?: string | null } | null;
}
