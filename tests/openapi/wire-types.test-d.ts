/**
 * The hand-written wire types against types generated from Fireworks' OpenAPI file. Compiled by the
 * types step, never run. Each exception is listed, with its reason.
 */
import type {
  AssistantMessage,
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionDelta,
  ChatCompletionRequest,
  ChatCompletionResponse,
  ChatMessage,
  CompletionChoice,
  CompletionChunk,
  CompletionRequest,
  CompletionResponse,
  ContentPart,
  EmbeddingRequest,
  FunctionDefinition,
  ImageUrlPart,
  LegacyLogprobs,
  Logprobs,
  RawOutput,
  RerankRequest,
  ResponseFormat,
  ResponseMessage,
  Thinking,
  TokenLogprob,
  Tool,
  ToolCallInput,
  TopLogprob,
  Usage,
  VideoUrlPart,
} from "fireworks-client/wire";
import { assertType, type KeysBeyond, type Same, type WiderIn } from "./compare-types.js";
import type { components } from "./text-completion.generated.js";

type Theirs = components["schemas"];
type None = never;

// Request: all their keys are ours …
assertType<Same<KeysBeyond<Theirs["ChatCompletionRequest"], ChatCompletionRequest>, None>>();
// … and ours adds the one that their file defines but forgets to attach (contract 2.1).
assertType<
  Same<KeysBeyond<ChatCompletionRequest, Theirs["ChatCompletionRequest"]>, "stream_options">
>();
// What we let a caller send, they accept, but for:
type Looser =
  // newer docs add `xhigh` and `adaptive`, and models add words of their own (contract 2.6);
  | "reasoning_effort"
  | "thinking"
  // the set of tiers is theirs to widen (A14);
  | "service_tier"
  // a named interface is no index signature to TypeScript, though it is one as JSON;
  | "response_format"
  // `parameters: null` of a function without parameters.
  | "tools"
  | "functions";
assertType<Same<WiderIn<ChatCompletionRequest, Theirs["ChatCompletionRequest"]>, Looser>>();
// What they accept, we let a caller send, but for objects that their file describes as one loose
// shape and ours as a union with the keys of each `type` or `role`.
type Stricter = "messages" | "response_format" | "tools" | "tool_choice" | "prediction";
assertType<Same<WiderIn<Theirs["ChatCompletionRequest"], ChatCompletionRequest>, Stricter>>();

// Messages and their parts.
assertType<Same<KeysBeyond<Theirs["ChatMessage"], ChatMessage>, None>>();
assertType<Same<KeysBeyond<ChatMessage, Theirs["ChatMessage"]>, None>>();
assertType<Same<WiderIn<AssistantMessage, Theirs["ChatMessage"]>, None>>();
assertType<Same<KeysBeyond<Theirs["ChatMessageContent"], ContentPart>, None>>();
// The audio guide has audio_url (contract 2.2); input_audio is sent as given when asked for.
assertType<
  Same<KeysBeyond<ContentPart, Theirs["ChatMessageContent"]>, "audio_url" | "input_audio">
>();
assertType<
  Same<KeysBeyond<ImageUrlPart["image_url"], Theirs["ChatMessageContentImageURL"]>, None>
>();
assertType<
  Same<KeysBeyond<Theirs["ChatMessageContentImageURL"], ImageUrlPart["image_url"]>, None>
>();
assertType<
  Same<KeysBeyond<VideoUrlPart["video_url"], Theirs["ChatMessageContentVideoURL"]>, None>
>();
assertType<
  Same<KeysBeyond<Theirs["ChatMessageContentVideoURL"], VideoUrlPart["video_url"]>, None>
>();

// Tools, response format, thinking.
assertType<Same<KeysBeyond<Tool, Theirs["ChatCompletionTool"]>, None>>();
assertType<Same<KeysBeyond<Theirs["ChatCompletionTool"], Tool>, None>>();
assertType<Same<KeysBeyond<FunctionDefinition, Theirs["ChatCompletionFunction"]>, None>>();
assertType<Same<KeysBeyond<Theirs["ChatCompletionFunction"], FunctionDefinition>, None>>();
assertType<Same<KeysBeyond<ToolCallInput, Theirs["ChatCompletionMessageToolCall"]>, None>>();
assertType<Same<KeysBeyond<Theirs["ChatCompletionMessageToolCall"], ToolCallInput>, None>>();
assertType<Same<KeysBeyond<ResponseFormat, Theirs["ResponseFormat"]>, None>>();
assertType<Same<KeysBeyond<Theirs["ResponseFormat"], ResponseFormat>, None>>();
assertType<Same<KeysBeyond<Thinking, Theirs["ThinkingConfigEnabled"]>, None>>();
assertType<Same<KeysBeyond<Theirs["ThinkingConfigEnabled"], Thinking>, None>>();

// Response: what they send, we can hold. Their file gives `object` and `role` as any string, a call's
// `function` as possibly a bare string, and the metrics as anything; no recording shows more than ours.
type Response = Theirs["ChatCompletionResponse"];
type Choice = Theirs["ChatCompletionResponseChoice"];
assertType<Same<KeysBeyond<Response, ChatCompletionResponse>, None>>();
assertType<
  Same<WiderIn<Response, ChatCompletionResponse>, "object" | "choices" | "perf_metrics">
>();
assertType<Same<KeysBeyond<Choice, ChatCompletionChoice>, None>>();
assertType<Same<WiderIn<Choice, ChatCompletionChoice>, "message">>();
// Their answer reuses the message of the request; only that one carries `tool_call_id`.
assertType<Same<KeysBeyond<Theirs["ChatMessage"], ResponseMessage>, "tool_call_id">>();
assertType<Same<KeysBeyond<Theirs["UsageInfo"], Usage>, None>>();
assertType<Same<WiderIn<Theirs["UsageInfo"], Usage>, None>>();
assertType<Same<KeysBeyond<Theirs["NewLogProbs"], Logprobs>, None>>();
assertType<Same<KeysBeyond<Theirs["NewLogProbsContent"], TokenLogprob>, None>>();
assertType<Same<WiderIn<Theirs["NewLogProbsContent"], TokenLogprob>, None>>();
assertType<Same<WiderIn<Theirs["NewLogProbsContentTopLogProbs"], TopLogprob>, None>>();
assertType<Same<KeysBeyond<Theirs["LogProbs"], LegacyLogprobs>, None>>();
assertType<Same<WiderIn<Theirs["LogProbs"], LegacyLogprobs>, None>>();
assertType<Same<KeysBeyond<Theirs["RawOutput"], RawOutput>, None>>();
assertType<Same<WiderIn<Theirs["RawOutput"], RawOutput>, None>>();

// Stream.
type Chunk = Theirs["ChatCompletionStreamResponse"];
type ChunkChoice = Theirs["ChatCompletionResponseStreamChoice"];
assertType<Same<KeysBeyond<Chunk, ChatCompletionChunk>, None>>();
assertType<Same<WiderIn<Chunk, ChatCompletionChunk>, "object" | "choices" | "perf_metrics">>();
assertType<Same<KeysBeyond<ChunkChoice, ChatCompletionChunkChoice>, None>>();
assertType<Same<WiderIn<ChunkChoice, ChatCompletionChunkChoice>, "delta">>();
assertType<Same<KeysBeyond<Theirs["DeltaMessage"], ChatCompletionDelta>, None>>();
assertType<Same<WiderIn<Theirs["DeltaMessage"], ChatCompletionDelta>, "role" | "tool_calls">>();

// Embeddings and rerank: `input_type` is in newer docs (contract 6.2).
assertType<Same<KeysBeyond<Theirs["EmbeddingRequest"], EmbeddingRequest>, None>>();
assertType<Same<KeysBeyond<EmbeddingRequest, Theirs["EmbeddingRequest"]>, "input_type">>();
assertType<Same<WiderIn<EmbeddingRequest, Theirs["EmbeddingRequest"]>, None>>();
assertType<Same<WiderIn<Theirs["EmbeddingRequest"], EmbeddingRequest>, None>>();
assertType<Same<KeysBeyond<Theirs["RerankRequestBody"], RerankRequest>, None>>();
assertType<Same<KeysBeyond<RerankRequest, Theirs["RerankRequestBody"]>, None>>();
assertType<Same<WiderIn<RerankRequest, Theirs["RerankRequestBody"]>, None>>();
assertType<Same<WiderIn<Theirs["RerankRequestBody"], RerankRequest>, None>>();

// Text completions.
type TheirCompletion = Theirs["CompletionRequest"];
assertType<Same<KeysBeyond<TheirCompletion, CompletionRequest>, None>>();
assertType<Same<KeysBeyond<CompletionRequest, TheirCompletion>, "stream_options">>();
assertType<
  Same<WiderIn<CompletionRequest, TheirCompletion>, Exclude<Looser, "tools" | "functions">>
>();
assertType<Same<WiderIn<TheirCompletion, CompletionRequest>, "response_format" | "prediction">>();
type TheirText = Theirs["CompletionResponse"];
assertType<Same<KeysBeyond<TheirText, CompletionResponse>, None>>();
assertType<Same<WiderIn<TheirText, CompletionResponse>, "object" | "perf_metrics">>();
assertType<Same<KeysBeyond<Theirs["Choice"], CompletionChoice>, None>>();
assertType<Same<WiderIn<Theirs["Choice"], CompletionChoice>, None>>();
assertType<
  Same<WiderIn<Theirs["CompletionStreamResponse"], CompletionChunk>, "object" | "perf_metrics">
>();
assertType<Same<WiderIn<Theirs["CompletionResponseStreamChoice"], CompletionChoice>, None>>();
