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
