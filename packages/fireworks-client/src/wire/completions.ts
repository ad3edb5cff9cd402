/**
 * `POST /completions`, exactly as Fireworks reads and writes it: a text is continued, without a chat
 * template. Source: section 6.1 of the wire contract.
 */
import type { ChatCompletionResponse } from "./chat.js";
import type {
  GenerationRequest,
  LegacyLogprobs,
  Logprobs,
  PerfMetrics,
  RawOutput,
  Usage,
} from "./generation.js";

/** What a text is continued with; the parameters are those of every {@link GenerationRequest}. */
export interface CompletionRequest extends GenerationRequest {
  /** One prompt or several, as text or as token ids. Each gets its own `n` choices. */
  prompt: string | string[] | number[] | number[][];
  /** Data URIs, one for each `<image>` of the prompt; with several prompts a list for each. */
  images?: string[] | string[][] | null;
}

/** A request whose answer comes in one piece. */
export interface CompletionRequestNonStreaming extends CompletionRequest {
  stream?: false | null;
}

/** A request whose answer comes as a stream of chunks. */
export interface CompletionRequestStreaming extends CompletionRequest {
  stream: true;
}

export interface CompletionResponse {
  /** Opaque. */
  id: string;
  object: "text_completion";
  /** Unix seconds. */
  created: number;
  model: string;
  /** The choices of the first prompt, then those of the second, and so on. */
  choices: CompletionChoice[];
  /** Comes with every whole answer; what was put together of a stream may lack it. */
  usage?: Usage | null;
  perf_metrics?: PerfMetrics | null;
}

export interface CompletionChoice {
  index: number;
  /** What continues the prompt; with `echo` after the prompt itself. */
  text: string;
  finish_reason?: CompletionFinishReason | null;
  logprobs?: Logprobs | LegacyLogprobs | null;
  raw_output?: RawOutput | null;
  prompt_token_ids?: number[] | null;
  token_ids?: number[] | null;
}

export type CompletionFinishReason = "stop" | "length" | "error" | (string & {});

/** One piece of a streamed completion. Its `text` is the new piece alone. */
export interface CompletionChunk {
  id: string;
  object: "text_completion";
  created: number;
  model: string;
  /** Empty or missing on a chunk that only carries usage. */
  choices?: CompletionChoice[] | null;
  usage?: Usage | null;
  perf_metrics?: PerfMetrics | null;
}

/** An answer of either endpoint that generates text; `object` says which. */
export type AnyCompletion = ChatCompletionResponse | CompletionResponse;
