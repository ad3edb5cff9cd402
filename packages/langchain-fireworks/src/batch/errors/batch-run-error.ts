import { composeMessage, FireworksError, markErrorClass } from "fireworks-client";
import { adoptError } from "../../errors/adopt-error.js";

/**
 * - `not-done`: results were asked for before all jobs ended
 * - `gone`: neither jobs nor datasets are there any more
 * - `not-results`: the storage gave something else than the rows of a job
 */
export type BatchRunErrorReason = "not-done" | "gone" | "not-results";

/** What is known of a batch that cannot do what was asked. */
export interface BatchRunErrorInit {
  /** Why it cannot. */
  reason: BatchRunErrorReason;
  /** The id of the batch. */
  batch: string;
  /** What happened. */
  happened: string;
  /** What to do. */
  hint: string;
  /** Whether the same may work later. Default false. */
  retryable?: boolean;
  /** The error behind it. */
  cause?: unknown;
}

/** A batch as a whole cannot do what was asked of it. */
export class BatchRunError extends FireworksError {
  static {
    markErrorClass(this, "BatchRunError");
  }

  /** Why it cannot. */
  declare readonly reason: BatchRunErrorReason;
  /** The id of the batch. */
  declare readonly batch: string;

  constructor({ reason, batch, happened, hint, retryable = false, cause }: BatchRunErrorInit) {
    const code = `batch_${reason.replaceAll("-", "_")}`;
    super(composeMessage({ happened, hint }), { code, hint, retryable, cause });
    Object.assign(this, { reason, batch });
    adoptError(this, {});
  }
}
