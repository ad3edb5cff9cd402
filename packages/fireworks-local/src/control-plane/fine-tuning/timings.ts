/** Milliseconds of the server's clock that the steps of a fine-tuning job take. */
export interface FineTuningTimings {
  /** In `JOB_STATE_VALIDATING`. Default 0. */
  validatingMs?: number;
  /** In `JOB_STATE_PENDING`. Default 0. */
  pendingMs?: number;
  /** In `JOB_STATE_RUNNING`, for each epoch. Default 0. */
  msPerEpoch?: number;
  /** In `JOB_STATE_WRITING_RESULTS`. Default 0. */
  writingMs?: number;
}
