export { FireworksClient } from "./client.js";
export type {
  FireworksClientOptions,
  Observers,
  RequestOptions,
  StreamRequestOptions,
  TimeoutOptions,
} from "./client-options.js";
export type { ApiKeySource } from "./api-key.js";
export type {
  ByteReader,
  FetchBody,
  FetchInit,
  FetchLike,
  FetchResponse,
} from "./http/fetch-like.js";
export type { HeadersInput } from "./http/headers.js";
export { onAbort } from "./http/on-abort.js";
export { sleep } from "./http/sleep.js";
export type { HttpMethod } from "./http/send.js";
export type { RequestPreview } from "./http/preview.js";
export type { Logger, LogLevel } from "./log.js";
export { DEFAULT_BASE_URL } from "./base-url.js";
export { VERSION } from "./version.js";

export type { ChatCompletions } from "./resources/chat-completions.js";
export type { Completions } from "./resources/completions.js";
export type { Accounts } from "./resources/accounts.js";
export type { BatchInferenceJobs, NewBatchInferenceJob } from "./resources/batch-inference-jobs.js";
export type {
  AccountListQuery,
  EmptyAnswer,
  GetOptions,
} from "./resources/control-plane/collection.js";
export { SharedTask } from "./resources/control-plane/shared-task.js";
export type { GetPage, ListQuery, Page, PagedList } from "./resources/control-plane/paged-list.js";
export { poll, SYSTEM_CLOCK } from "./resources/control-plane/poll.js";
export type {
  PollClock,
  PollInfo,
  PollPlan,
  Stateful,
  Verdict,
  WaitOptions,
} from "./resources/control-plane/poll.js";
export type { Datasets, DownloadOptions } from "./resources/datasets/datasets.js";
export type { DatasetFile } from "./resources/datasets/download.js";
export type { UploadedFile, UploadMethod, UploadOptions } from "./resources/datasets/upload.js";
export type { StreamedFile, UploadSource } from "./resources/datasets/upload-source.js";
export type { DeployedModels, LoadModelOptions } from "./resources/deployed-models.js";
export type {
  DeleteDeploymentOptions,
  DeploymentQuery,
  Deployments,
  DeploymentWaitOptions,
  NewDeployment,
} from "./resources/deployments.js";
export type { Quotas } from "./resources/quotas.js";
export type {
  RateLimitQuery,
  ServerlessUsage,
  TokenUsageQuery,
  UsageQuery,
} from "./resources/serverless-usage.js";
export type {
  NewSupervisedFineTuningJob,
  SupervisedFineTuningJobs,
} from "./resources/supervised-fine-tuning-jobs.js";
export type { GenerationEndpoint, GenerationParts } from "./resources/generation-endpoint.js";
export type { JsonEndpoint } from "./resources/json-endpoint.js";
export type { Embeddings } from "./resources/embeddings.js";
export type { CatalogueQuery, Models } from "./resources/models.js";
export type { Rerank } from "./resources/rerank.js";
export type { ResponsePromise, WithResponse } from "./resources/response-promise.js";
export { Pacer } from "./pacing/pacer.js";
export type { PacerOptions } from "./pacing/pacer-options.js";
export type {
  ModelPaceState,
  PaceInfo,
  PaceReason,
  PacerState,
  PaceTotals,
} from "./pacing/pace-state.js";
export type { PaceAmounts, PaceMetric } from "./pacing/amounts.js";
export type { CallGate, GateEntry, Pass } from "./pacing/gate.js";
export type {
  SharedAsk,
  SharedBudget,
  SharedGrant,
  SharedReading,
} from "./pacing/shared-budget.js";
export type { ResponseInfo } from "./http/response-info.js";
export type { RateLimit, RateLimitState } from "./rate-limit.js";
export type { ServerTimings } from "./server-timings.js";
export type { RetryInfo } from "./http/retry.js";

export { AnswerStream } from "./stream/answer-stream.js";
export type { ChatCompletionStream, CompletionStream } from "./stream/answer-stream.js";
export type { Assembly, StreamedChunk } from "./stream/assembly.js";
export {
  accumulate,
  emptyAccumulation,
  toCompletion,
  toolCallIdSeed,
} from "./stream/accumulate.js";
export {
  accumulateText,
  emptyTextAccumulation,
  toTextCompletion,
} from "./stream/accumulate-text.js";
export type { TextAccumulation } from "./stream/accumulate-text.js";
export { reasoningText } from "./stream/reasoning-text.js";
export type { Accumulation } from "./stream/accumulate.js";
export { scanJson, startJsonScan } from "./stream/json-scan.js";
export type { JsonScan } from "./stream/json-scan.js";
export { argumentsText, toolCallName } from "./stream/tool-call-piece.js";
export {
  createToolCallTracker,
  finishToolCalls,
  generatedToolCallId,
  trackToolCalls,
} from "./stream/tool-call-deltas.js";
export type {
  ToolCallTracker,
  TrackedToolCall,
  TrackedToolCallDelta,
} from "./stream/tool-call-deltas.js";

export { embeddingVector } from "./embedding-vector.js";

export { composeMessage } from "./errors/error-message.js";
export type { MessageParts } from "./errors/error-message.js";
export { addMarksOf, markErrorClass } from "./errors/error-mark.js";
export { toldRefusal } from "./http/told-refusal.js";
export type { ToldRefusal } from "./http/told-refusal.js";
export type { ErrorBody } from "./errors/error-body.js";
export { FireworksError } from "./errors/fireworks-error.js";
export {
  FireworksConfigurationError,
  FireworksMissingApiKeyError,
} from "./errors/configuration-error.js";
export type { ConfigurationErrorInit } from "./errors/configuration-error.js";
export {
  FireworksAbortError,
  FireworksConnectionError,
  FireworksTimeoutError,
  errorFromAbortedSignal,
} from "./errors/connection-errors.js";
export type { TimeoutPhase } from "./errors/connection-errors.js";
export { FireworksStreamError } from "./errors/stream-error.js";
export type { StreamErrorReason } from "./errors/stream-error.js";
export { FireworksApiError } from "./errors/api-error.js";
export { FireworksStorageError } from "./errors/storage-error.js";
export type { StorageErrorInit } from "./errors/storage-error.js";
export { FireworksWaitError } from "./errors/wait-error.js";
export type { WaitErrorInit, WaitErrorReason } from "./errors/wait-error.js";
export { FireworksDeploymentNotReadyError } from "./errors/not-ready-error.js";
export type { NotReadyErrorInit } from "./errors/not-ready-error.js";
export {
  FireworksAccountError,
  FireworksAuthenticationError,
  FireworksBadRequestError,
  FireworksBillingError,
  FireworksConflictError,
  FireworksContextOverflowError,
  FireworksDeploymentScalingUpError,
  FireworksNotFoundError,
  FireworksOverloadedError,
  FireworksPayloadTooLargeError,
  FireworksPermissionError,
  FireworksRateLimitError,
  FireworksServerError,
  FireworksUnprocessableError,
} from "./errors/status-errors.js";

export { deploymentId, modelId, modelOnDeployment, parseModelId, routerId } from "./model-id.js";
export type { DeploymentRef, ParsedModelId } from "./model-id.js";

export type * from "./wire/index.js";
