import { type BatchContext, ownAccount } from "./batch-context.js";
import type { BatchHandle } from "./handle/batch-handle.js";
import type { BatchItem } from "./results/batch-item.js";
import { type BatchStatus, statusOf } from "./jobs/batch-status.js";
import { cleanUpBatch, type CleanUpOptions, type CleanUpReport } from "./jobs/clean-up-batch.js";
import { findPartJobs, type JobLook, type PartJobs } from "./jobs/part-jobs.js";
import { readResults, type ResultsOrder } from "./results/read-results.js";
import { retryFailedRows, type RetryOptions } from "./results/retry-failed.js";
import { type BatchWaitOptions, waitForBatch } from "./jobs/wait-for-batch.js";

/** Options of `results`. */
export interface ResultsOptions {
  /**
   * `input`: in the order of the inputs; all answers are fetched to disk first. `arrival`: as they stand
   * in the output, at once. Default `input`.
   */
  order?: ResultsOrder | undefined;
  /** Wait for the jobs to end first; `true`, or how to wait. Default false: an error if they have not. */
  wait?: boolean | BatchWaitOptions | undefined;
  /** Ends the reading. */
  signal?: AbortSignal | undefined;
}

/**
 * A batch that was submitted, in this process or another. It keeps nothing but its handle: every method
 * asks Fireworks, may be called at any time, from any number of processes, and again after a crash.
 */
export class BatchRun<Output = unknown> {
  /** All that another process needs; the same as {@link BatchRun.toJSON}. */
  readonly handle: BatchHandle;
  readonly #context: BatchContext<never, Output>;

  /** @internal Made by `submit` and `resume`. */
  constructor(context: BatchContext<never, Output>, handle: BatchHandle) {
    this.#context = context;
    this.handle = handle;
  }

  /** The id of the batch, with which the names of its datasets and jobs begin. */
  get id(): string {
    return this.handle.id;
  }

  /** The model of every row. */
  get model(): string {
    return this.#context.plan.model;
  }

  /** The handle: `JSON.stringify(run)` is all that another process needs. */
  toJSON(): BatchHandle {
    return this.handle;
  }

  /**
   * How far it is: rows, tokens, cost, and what went wrong with jobs.
   *
   * @throws {@link FireworksConfigurationError} for a key of another account, and what requests throw
   */
  async status({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<BatchStatus> {
    return this.#status((await this.#look(signal)).found);
  }

  /**
   * Waits until all jobs have ended, and has expired ones continued. Jobs go on without it: stop, and wait
   * again later or elsewhere. It always ends, because jobs that are gone or past their hour are over.
   *
   * @throws {@link FireworksWaitError} when nothing at all came of the batch (`failed`), or after `maxWaitMs`
   * (`timed-out`); {@link FireworksAbortError}; what requests throw that does not pass
   */
  async wait(options: BatchWaitOptions = {}): Promise<BatchStatus> {
    return waitForBatch({
      id: this.id,
      clock: this.#context.clock,
      options,
      look: (signal) => this.#look(signal),
      status: (found) => this.#status(found),
    });
  }

  /**
   * One item for every input: an answer, or an error with what was asked. Whatever stands in the files, no
   * input comes twice and none is left out. Nothing is remembered between two readings.
   *
   * @throws {@link BatchRunError} for a batch whose jobs have not ended (`not-done`), whose datasets were
   * deleted (`gone`), or whose files hold something else (`not-results`); what requests throw
   */
  async *results(options: ResultsOptions = {}): AsyncGenerator<BatchItem<Output>, void> {
    const { order = "input", wait = false, signal } = options;
    if (wait !== false) await this.wait({ signal, ...(wait === true ? {} : wait) });
    const { found } = await this.#look(signal);
    const { clock } = this.#context;
    yield* readResults({
      context: this.#context,
      clock,
      handle: this.handle,
      found,
      order,
      signal,
    });
  }

  /**
   * Asks again for the rows that have no answer, or one that the chain cannot read, as a new attempt. A
   * later answer replaces an earlier failure. Two processes that do so at once make one attempt.
   *
   * @returns a run whose handle knows the attempt: keep that one. This run, when no row failed
   * @throws {@link BatchRunError} as {@link BatchRun.results}, and when the rows are not there any more
   */
  async retryFailed(options: RetryOptions = {}): Promise<BatchRun<Output>> {
    const items = this.results({ order: "input", signal: options.signal });
    const context = this.#context;
    const handle = await retryFailedRows({ context, handle: this.handle, items, options });
    return handle === this.handle ? this : new BatchRun(context, handle);
  }

  /**
   * Deletes the datasets and jobs of all attempts. Results cannot be read afterwards. May be repeated.
   * What belongs to jobs that have not ended stays, unless `running` is true.
   */
  async cleanUp(options: CleanUpOptions = {}): Promise<CleanUpReport> {
    const { found } = await this.#look(options.signal);
    const { client } = this.#context.plan;
    return cleanUpBatch({ client, account: this.handle.account, found, options });
  }

  async #look(signal: AbortSignal | undefined): Promise<{ found: PartJobs[]; jobLook: JobLook }> {
    const { plan, clock } = this.#context;
    await ownAccount(this.#context, this.handle, signal);
    const jobLook: JobLook = {
      client: plan.client,
      handle: this.handle,
      now: () => clock.now(),
      options: this.#context.request(signal),
    };
    return { found: await findPartJobs(jobLook), jobLook };
  }

  #status(found: readonly PartJobs[]): BatchStatus {
    return statusOf(found, { handle: this.handle, prices: this.#context.plan.prices });
  }
}
