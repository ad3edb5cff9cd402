export { ChatFireworks } from "./chat-model.js";
export type {
  ChatFireworksCallOptions,
  ChatFireworksFields,
  FireworksChatClient,
  TransportOptions,
} from "./chat-options.js";
export type { FireworksParameters } from "./parameters.js";
export type {
  RawAndParsed,
  StructuredOutputConfig,
  StructuredOutputSchema,
} from "./structured-output.js";
export { sessionHeaders } from "./chat-request.js";
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
  FireworksDeploymentScalingUpError,
  FireworksError,
  FireworksMissingApiKeyError,
  FireworksNotFoundError,
  FireworksOverloadedError,
  FireworksPayloadTooLargeError,
  FireworksPermissionError,
  FireworksRateLimitError,
  FireworksServerError,
  FireworksStreamError,
  FireworksTimeoutError,
  FireworksUnprocessableError,
  modelId,
  modelOnDeployment,
  parseModelId,
  routerId,
} from "fireworks-client";
export type { LangChainErrorFields } from "./errors.js";
