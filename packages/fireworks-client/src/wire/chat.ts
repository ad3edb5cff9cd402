/**
 * `POST /chat/completions`, exactly as Fireworks reads and writes it: snake_case, types only.
 *
 * Source: sections 2–4 of the wire contract (Fireworks' OpenAPI file of 2026-05-08 and the official
 * SDK 1.2.3), with what live calls showed where the schema is silent. Objects in a request are
 * closed: one unknown key at any level is a 400. Objects in a response are open: Fireworks adds
 * fields without notice, and `null` and absence mean the same.
 */

import type {
  FinishReason,
  GenerationRequest,
  JsonSchema,
  LegacyLogprobs,
  Logprobs,
  PerfMetrics,
  RawOutput,
  Usage,
} from "./generation.js";

/** What a chat is asked with; the parameters are those of every {@link GenerationRequest}. */
export interface ChatCompletionRequest extends GenerationRequest {
  messages: ChatMessage[];
  tools?: Tool[];
  tool_choice?: ToolChoice;
  parallel_tool_calls?: boolean | null;
  /** Deprecated by Fireworks; the server turns it into `tools`. */
  functions?: FunctionDefinition[];
  /** Deprecated by Fireworks; the server turns it into `tool_choice`. */
  function_call?: "auto" | "none" | { name: string } | null;
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
