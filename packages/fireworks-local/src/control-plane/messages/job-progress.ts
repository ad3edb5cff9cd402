import { integer, object, optional, type Shape } from "../../requests/shape.js";

/** `jobProgress` of every kind of job (contract 7.3 and 7.7). */
export const jobProgressShape: Shape = object({
  percent: optional(integer),
  epoch: optional(integer),
  totalInputRequests: optional(integer),
  totalProcessedRequests: optional(integer),
  successfullyProcessedRequests: optional(integer),
  failedRequests: optional(integer),
  outputRows: optional(integer),
  inputTokens: optional(integer),
  outputTokens: optional(integer),
  cachedInputTokenCount: optional(integer),
});
