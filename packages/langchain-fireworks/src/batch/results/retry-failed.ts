import type { BatchContext } from "../batch-context.js";
import { withHandle } from "../errors/submit-error-fields.js";
import type { BatchHandle } from "../handle/batch-handle.js";
import type { BatchFailure, BatchItem } from "./batch-item.js";
import { BatchRunError } from "../errors/batch-run-error.js";
import { BatchRowError } from "../errors/batch-row-error.js";
import { customIdOf } from "../handle/custom-id.js";
import { type AttemptProgress, ensureAttempt, plannedAttempt } from "../jobs/ensure-attempt.js";
import { checkHours, type JobHours } from "../jobs/job-hours.js";
import { RowSpool } from "../files/row-spool.js";

/** Options of `retryFailed`. */
export interface RetryOptions {
  /**
   * Which of the rows that failed are asked again. Default: all that were sent. Answers that the chain
   * cannot read are among them; one that was cut off by `max_tokens` will be cut off again.
   */
  only?: ((failure: BatchFailure) => boolean) | undefined;
  /** After how many hours Fireworks ends the jobs: 12, 24, 48 or 72. Default: Fireworks' own, 24. */
  hours?: JobHours | undefined;
  /** Stops at any step. */
  signal?: AbortSignal | undefined;
  /** Told how far the upload is. */
  onProgress?: ((progress: AttemptProgress) => void) | undefined;
}

/** What is tried again. */
export interface RetryOrder {
  context: BatchContext<never>;
  handle: BatchHandle;
  /** In the order of the inputs, so that every process makes the same file of them. */
  items: AsyncIterable<BatchItem<unknown>>;
  options: RetryOptions;
}

/**
 * Makes an attempt of the rows that failed, and a handle that knows it. The rows are taken from the input
 * datasets: the prompt side of the chain does not run again. With nothing to try again the handle is what
 * it was.
 */
export async function retryFailedRows(order: RetryOrder): Promise<BatchHandle> {
  const { context, handle, options } = order;
  const { signal, hours, onProgress } = options;
  checkHours(hours);
  const spool = new RowSpool(context);
  try {
    await writeFailed(spool, order);
    const parts = await spool.finish();
    if (parts.length === 0) return handle;
    const { id, account, attempts } = handle;
    const attempt = attempts.length;
    const planned = plannedAttempt({ id, attempt, parts });
    const longer = { ...handle, attempts: [...attempts, planned] };
    try {
      await ensureAttempt({ context, id, account, attempt, parts, hours, signal, onProgress });
    } catch (error) {
      throw withHandle(error, longer);
    }
    return longer;
  } finally {
    await spool.remove();
  }
}

async function writeFailed(spool: RowSpool, { items, handle, options }: RetryOrder): Promise<void> {
  const { only = () => true } = options;
  for await (const item of items) {
    if (item.error === undefined || wasNotSent(item) || !only(item)) continue;
    if (item.input === undefined) throw noInput(handle.id, item.error);
    const { index, id, input } = item;
    const line = JSON.stringify({ custom_id: customIdOf({ index, id }), body: input.body });
    await spool.add(line, index);
  }
}

const wasNotSent = ({ error }: BatchFailure): boolean =>
  BatchRowError.isInstance(error) && error.reason === "skipped";

function noInput(batch: string, cause: Error): BatchRunError {
  return new BatchRunError({
    reason: "gone",
    batch,
    happened: `An input dataset of ${batch} is not there any more, and with it the rows to ask again`,
    hint: "Submit those inputs as a batch of their own.",
    cause,
  });
}
