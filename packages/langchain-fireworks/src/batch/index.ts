export { FireworksBatch, type FireworksBatchOptions } from "./fireworks-batch.js";
export { BatchRun } from "./batch-run.js";
export type { BatchSettings } from "./batch-context.js";
export type { BatchAttempt, BatchHandle, BatchPart, SkippedRow } from "./batch-handle.js";
export type { SubmitOptions, SubmitProgress } from "./submit-options.js";
export {
  type BadRow,
  BatchConflictError,
  BatchInputError,
  type SubmitErrorFields,
} from "./batch-errors.js";
export type { ResultsOptions } from "./batch-run.js";
export type { ResultsOrder } from "./read-results.js";
export type { BatchAnswer, BatchFailure, BatchItem } from "./batch-item.js";
export type { BatchRowInput } from "./input-rows.js";
export {
  BatchRowError,
  type BatchRowErrorInit,
  type BatchRowErrorReason,
} from "./batch-row-error.js";
export {
  BatchRunError,
  type BatchRunErrorInit,
  type BatchRunErrorReason,
} from "./batch-run-error.js";
export type { BatchCounts, BatchPartStatus, BatchStatus, BatchTokens } from "./batch-status.js";
export type { BatchProblem } from "./job-problems.js";
export type { BatchState } from "./job-state.js";
export type { BatchWaitOptions } from "./wait-for-batch.js";
export type { RetryOptions } from "./retry-failed.js";
export type { CleanUpOptions, CleanUpReport } from "./clean-up-batch.js";
export type { RowKey } from "./custom-id.js";
export type { AttemptProgress } from "./ensure-attempt.js";
