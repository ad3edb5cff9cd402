import type { BatchInferenceParameters, GatewayStatus } from "fireworks-client/wire";
import type { BatchFault } from "./batch-fault.js";
import type { BatchTimings } from "./batch-timings.js";
import { type JobMoment, isTerminal, momentOf, notAheadOf } from "./job-course.js";
import { JobWork, type WorkOrder } from "./job-work.js";

/** What was asked for, with names in full. */
export interface JobSpec {
  name: string;
  displayName: string;
  model: string;
  inputDatasetId: string;
  outputDatasetId: string;
  parameters: BatchInferenceParameters;
  precision: string;
  systemPrompt: string;
  maxJobDuration: string | null;
  continuedFromJobName: string;
  /** What the dataset says it holds. */
  declaredRows: number;
  createdAt: number;
  expiresAt: number;
  /** False for a model that no batch runs on. */
  canRun: boolean;
}

/** A poll waits at most so long for rows that are due; very many rows go on until the next one. */
const WAIT_MS = 2_000;
const LINGER_MS = 30_000;

/** One batch inference job. Its state follows from the clock; its work is done when somebody looks. */
export class BatchJob {
  readonly spec: JobSpec;
  /** Set by a delete. */
  deletedAt: number | undefined;
  /** Its output dataset was made. */
  isPublished = false;
  /** Why that could not be made. */
  outputProblem: string | undefined;
  readonly #work: JobWork;
  readonly #timings: BatchTimings;
  readonly #fault: BatchFault;
  readonly #skipped: ReadonlySet<string>;
  #now: number;

  constructor(
    spec: JobSpec,
    how: { timings: BatchTimings; fault?: BatchFault | undefined; order: WorkOrder },
  ) {
    this.spec = spec;
    this.#timings = how.timings;
    this.#fault = how.fault ?? {};
    this.#work = new JobWork(how.order);
    this.#skipped = how.order.skip;
    this.#now = spec.createdAt;
  }

  get name(): string {
    return this.spec.name;
  }

  get results(): JobWork["results"] {
    return this.#work.results;
  }

  /** Rows this job runs; 0 while the dataset has not been read to its end. */
  get rows(): number {
    return this.#work.index.complete ? this.#work.index.size : 0;
  }

  /** Rows that need not be run again by a job that continues this one. */
  answeredIds(): Set<string> {
    return new Set([...this.#skipped, ...this.results.answeredIds()]);
  }

  /** Does what is due by now. */
  async settle(now: number): Promise<void> {
    if (this.deletedAt !== undefined) return;
    this.#now = now;
    const due = (): number => this.#dueMoment(this.#now).dueRows;
    const working = this.#work.advance(due, performance.now() + LINGER_MS);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, WAIT_MS);
    });
    await Promise.race([working, enough]);
    clearTimeout(timer);
  }

  /** Where the job is; never further than its rows. */
  moment(now: number): JobMoment {
    const moment = notAheadOf(this.#dueMoment(this.deletedAt ?? now), this.results.done);
    return this.outputProblem === undefined ? moment : { ...moment, state: "JOB_STATE_FAILED" };
  }

  /** Whether it is over, with its rows. */
  isOver(now: number): boolean {
    return isTerminal(this.moment(now).state);
  }

  /** Whether nothing is left of it after a delete. */
  isGone(now: number): boolean {
    return this.deletedAt !== undefined && now >= this.deletedAt + this.#timings.cleaningUpMs;
  }

  /** Whether it leaves rows: a failed job and one that never ran leave no dataset at all. */
  hasOutput(now: number): boolean {
    const { state } = this.moment(now);
    if (this.deletedAt !== undefined) return false;
    return (
      state === "JOB_STATE_COMPLETED" || (state === "JOB_STATE_EXPIRED" && this.results.done > 0)
    );
  }

  /** Whether the name of its output is still to be taken. */
  willWrite(now: number): boolean {
    return this.deletedAt === undefined && !this.isPublished && !this.#hasFailed(now);
  }

  #hasFailed(now: number): boolean {
    return this.moment(now).state === "JOB_STATE_FAILED";
  }

  status(now: number): GatewayStatus {
    if (!this.#hasFailed(now)) return { code: "OK", message: "" };
    if (this.outputProblem !== undefined)
      return { code: "RESOURCE_EXHAUSTED", message: this.outputProblem };
    const { problem } = this.#work.index;
    if (problem !== undefined) return { code: "INVALID_ARGUMENT", message: problem };
    const { code = "INTERNAL", message = ASKED_TO_FAIL } = this.#fault.fail ?? {};
    return { code, message };
  }

  /** Why it stays in `JOB_STATE_PENDING`. */
  isWaitingForCapacity(now: number): boolean {
    return this.#isNeverScheduled && this.moment(now).state === "JOB_STATE_PENDING";
  }

  get #isNeverScheduled(): boolean {
    return !this.spec.canRun || this.#fault.stayPending === true;
  }

  #dueMoment(now: number): JobMoment {
    const { createdAt, expiresAt } = this.spec;
    const { index } = this.#work;
    const { fail, expireAfterRows } = this.#fault;
    return momentOf(
      {
        createdAt,
        expiresAt,
        timings: this.#timings,
        rows: index.complete ? index.size : undefined,
        isInvalid: index.problem !== undefined,
        isNeverScheduled: this.#isNeverScheduled,
        stop: stopOf(fail, expireAfterRows),
      },
      now,
    );
  }
}

const ASKED_TO_FAIL = "The job failed because the server was asked to let it fail";

function stopOf(
  fail: BatchFault["fail"],
  expireAfterRows: number | undefined,
): { afterRows: number; state: "JOB_STATE_EXPIRED" | "JOB_STATE_FAILED" } | undefined {
  if (fail !== undefined) return { afterRows: fail.afterRows ?? 0, state: "JOB_STATE_FAILED" };
  if (expireAfterRows === undefined) return undefined;
  return { afterRows: expireAfterRows, state: "JOB_STATE_EXPIRED" };
}
