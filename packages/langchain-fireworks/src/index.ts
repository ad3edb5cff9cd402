export { ChatFireworks } from "./chat/chat-model.js";
export { initFireworks } from "./chat/init-fireworks.js";
export type {
  ChatFireworksCallOptions,
  ChatFireworksFields,
  FireworksChatClient,
  SomeModelId,
} from "./chat/chat-options.js";
export { Fireworks } from "./llm/fireworks.js";
export type {
  FireworksLLMCallOptions,
  FireworksLLMClient,
  FireworksLLMFields,
} from "./llm/llm-options.js";
export type { CompletionParameters, CompletionSettings } from "./settings/completion-settings.js";
export { baseModelName } from "./models/base-model.js";
export { type FireworksModelProfile, modelProfile } from "./models/model-profile.js";
export { type FireworksChatModelId, MODELS_DATE } from "./models/profiles.generated.js";
export type { EffortWord } from "./models/reasoning-levels.js";
export { collectChoices } from "./chat/collect-choices.js";
export { choicesOf } from "./convert/message-chunk.js";
export { costOf } from "./models/cost.js";
export type { Cost, CostDetails } from "./models/cost.js";
export type { Billing } from "./models/find-price.js";
export type { OverloadFallback, OverloadPolicy } from "./calls/overload-policy.js";
export type { Price, PriceTable } from "./models/prices.js";
export { sessionFields } from "./settings/session-id.js";
export type { IsolatedSession, SessionFields, SessionId } from "./settings/session-id.js";
export type {
  AnswerOptions,
  ChatSettings,
  RequestChecks,
  TransportOptions,
} from "./settings/settings.js";
export type { DeploymentWait, WaitForDeployment } from "./calls/wait-for-deployment.js";
export type { FireworksWarning, OnWarning } from "./errors/warnings.js";
export type { FireworksParameters } from "./settings/parameters.js";
export { choiceGrammar, type Grammar } from "./structured/grammar.js";
export type { GrammarParser } from "./structured/grammar-model.js";
export type { StructuredOutputMethod } from "./structured/methods.js";
export type { InjectSchema } from "./structured/schema-in-prompt.js";
export type {
  RawAndParsed,
  StructuredOutputConfig,
  StructuredOutputSchema,
} from "./structured/structured-model.js";
export {
  StructuredOutputCutError,
  StructuredOutputError,
  type StructuredOutputErrorInit,
  type StructuredOutputFailure,
  type StructuredOutputIssue,
} from "./structured/structured-output-error.js";
export {
  lintJsonSchema,
  type LintableSchema,
  rewriteJsonSchema,
  type SchemaFinding,
} from "./convert/lint-json-schema.js";
export { sessionHeaders } from "./settings/call-plan.js";
export {
  deploymentId,
  FireworksAbortError,
  FireworksAccountError,
  FireworksApiError,
  FireworksAuthenticationError,
  FireworksBadRequestError,
  FireworksBillingError,
  FireworksConfigurationError,
  FireworksConflictError,
  FireworksConnectionError,
  FireworksContextOverflowError,
  FireworksDeploymentNotReadyError,
  FireworksDeploymentScalingUpError,
  FireworksError,
  FireworksMissingApiKeyError,
  FireworksNotFoundError,
  FireworksOverloadedError,
  FireworksPayloadTooLargeError,
  FireworksPermissionError,
  FireworksRateLimitError,
  FireworksServerError,
  FireworksStorageError,
  FireworksStreamError,
  FireworksTimeoutError,
  FireworksUnprocessableError,
  FireworksWaitError,
  modelId,
  modelOnDeployment,
  Pacer,
  parseModelId,
  routerId,
} from "fireworks-client";
export type {
  CallGate,
  ModelPaceState,
  PaceInfo,
  PacerOptions,
  PacerState,
  RateLimit,
  RateLimitState,
  RequestPreview,
  ServerTimings,
} from "fireworks-client";
export { pacerOf } from "./pacing/pacing.js";
export type { Pacing } from "./pacing/pacing.js";
export type { LangChainErrorFields, OverloadAttempt, PartialOutput } from "./errors/adopt-error.js";
export { FireworksEmbeddings } from "./embeddings/embeddings.js";
export type {
  EmbeddingInputItem,
  EmbeddingSettings,
  FireworksEmbeddingsCallOptions,
  FireworksEmbeddingsFields,
} from "./embeddings/embeddings-options.js";
export type { FireworksEmbeddingsClient } from "./calls/embedding-batches.js";
export type { InputUsage, OnUsage } from "./calls/usage-meter.js";
export type { InputsErrorFields, InputRange } from "./errors/named-inputs.js";
export type { InputCallOptions, InputFields, InputSettings } from "./settings/input-settings.js";
export type { CallTransport } from "./settings/call-plan.js";
export { FireworksRerank } from "./rerank/rerank.js";
export type {
  FireworksRerankCallOptions,
  FireworksRerankClient,
  FireworksRerankFields,
  Reranked,
  RerankInput,
  RerankSettings,
} from "./rerank/rerank-options.js";
