export { FireworksBatch, type FireworksBatchOptions } from "./fireworks-batch.js";
export { BatchRun } from "./batch-run.js";
export type { BatchSettings } from "./batch-context.js";
export type {
  BadRow,
  BatchAttempt,
  BatchHandle,
  BatchPart,
  SkippedRow,
} from "./handle/batch-handle.js";
export type { BatchRowRequest, SubmitOptions, SubmitProgress } from "./submit/submit-options.js";
export { BatchConflictError } from "./errors/batch-conflict-error.js";
export { BatchInputError } from "./errors/batch-input-error.js";
export type { SubmitErrorFields } from "./errors/submit-error-fields.js";
export type { ResultsOptions } from "./batch-run.js";
export type { ResultsOrder } from "./results/read-results.js";
export type { BatchAnswer, BatchFailure, BatchItem } from "./results/batch-item.js";
export type { BatchRowInput } from "./results/input-rows.js";
export {
  BatchRowError,
  type BatchRowErrorInit,
  type BatchRowErrorReason,
} from "./errors/batch-row-error.js";
export {
  BatchRunError,
  type BatchRunErrorInit,
  type BatchRunErrorReason,
} from "./errors/batch-run-error.js";
export type {
  BatchCounts,
  BatchPartStatus,
  BatchStatus,
  BatchTokens,
} from "./jobs/batch-status.js";
export type { BatchProblem } from "./jobs/job-problems.js";
export type { BatchState } from "./jobs/job-state.js";
export type { BatchWaitOptions } from "./jobs/wait-for-batch.js";
export type { RetryOptions } from "./results/retry-failed.js";
export type { CleanUpOptions, CleanUpReport } from "./jobs/clean-up-batch.js";
export type { JobHours } from "./jobs/job-hours.js";
export type { RowKey } from "./handle/custom-id.js";
export type { AttemptProgress } from "./jobs/ensure-attempt.js";
