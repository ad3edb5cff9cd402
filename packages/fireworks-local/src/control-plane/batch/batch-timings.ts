/** Milliseconds of the server's clock that each step takes. */
export interface BatchTimings {
  /** From the end of an upload until a dataset is `READY`. */
  uploadMs: number;
  /** In `JOB_STATE_VALIDATING`. */
  validatingMs: number;
  /** In `JOB_STATE_PENDING`. */
  pendingMs: number;
  /** In `JOB_STATE_CREATING`. */
  creatingMs: number;
  /** In `JOB_STATE_RUNNING`, for each row. */
  msPerRow: number;
  /** In `JOB_STATE_WRITING_RESULTS`. */
  writingMs: number;
  /** In `JOB_STATE_DELETING_CLEANING_UP`, after a delete. */
  cleaningUpMs: number;
}

export const NO_TIME: BatchTimings = {
  uploadMs: 0,
  validatingMs: 0,
  pendingMs: 0,
  creatingMs: 0,
  msPerRow: 0,
  writingMs: 0,
  cleaningUpMs: 0,
};
