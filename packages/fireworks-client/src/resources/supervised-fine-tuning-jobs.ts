import type { RequestOptions } from "../client-options.js";
import type {
  EstimateCostResponse,
  SupervisedFineTuningJob,
  SupervisedFineTuningJobFields,
} from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { AccountListQuery, EmptyAnswer, GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { PagedList } from "./control-plane/paged-list.js";
import { poll } from "./control-plane/poll.js";
import type { Verdict, WaitOptions } from "./control-plane/poll.js";
import type { ResponsePromise } from "./response-promise.js";

/** What is not in the body of a new fine-tuning job. */
export interface NewSupervisedFineTuningJob {
  /**
   * Its id or full name: 1 to 63 of `a-z0-9-`. Default: `sft-` and twenty random digits, made by the
   * client, so that a retry after a lost answer finds the first job instead of paying for a second.
   */
  supervisedFineTuningJobId?: string;
}

/** Trainings take hours, and may queue for longer. */
const DONE_WITHIN_MS = 3 * 24 * 60 * 60_000;

const COLLECTION = "supervisedFineTuningJobs";

/** Section 7.1 of the wire contract. A paused job can be resumed, so it is waited for. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  JOB_STATE_COMPLETED: "done",
  JOB_STATE_EARLY_STOPPED: "done",
  JOB_STATE_FAILED: "failed",
  JOB_STATE_CANCELLED: "failed",
  JOB_STATE_EXPIRED: "failed",
  JOB_STATE_DELETED: "failed",
};

/** Supervised fine-tuning jobs (section 7.7 of the wire contract). */
export class SupervisedFineTuningJobs {
  readonly #jobs: Collection<SupervisedFineTuningJob>;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#jobs = new Collection(plane, COLLECTION);
  }

  /**
   * Starts a training.
   *
   * @throws FireworksConflictError for an id that is taken, and what a request throws
   */
  create(
    request: SupervisedFineTuningJobFields,
    { supervisedFineTuningJobId }: NewSupervisedFineTuningJob = {},
    options: RequestOptions = {},
  ): ResponsePromise<SupervisedFineTuningJob> {
    const toRequest = (id: string) => {
      return { query: { supervisedFineTuningJobId: id }, body: request };
    };
    const resource = { id: supervisedFineTuningJobId, prefix: "sft", request: toRequest };
    return this.#jobs.create(resource, options);
  }

  /** One job. @throws FireworksNotFoundError and what a request throws */
  get(id: string, options: GetOptions = {}): ResponsePromise<SupervisedFineTuningJob> {
    return this.#jobs.get(id, options);
  }

  /** The jobs of an account. */
  list(
    query: AccountListQuery = {},
    options: RequestOptions = {},
  ): PagedList<SupervisedFineTuningJob> {
    return this.#jobs.list(query, options);
  }

  /** Ends a job that is not over. */
  cancel(id: string, options: RequestOptions = {}): ResponsePromise<EmptyAnswer> {
    const path = this.#jobs.path(id, options, "cancel");
    return this.#jobs.plane.request({ method: "POST", path, body: {} }, options);
  }

  /** Goes on with a job that was stopped before its end. */
  resume(id: string, options: RequestOptions = {}): ResponsePromise<SupervisedFineTuningJob> {
    const path = this.#jobs.path(id, options, "resume");
    return this.#jobs.plane.request({ method: "POST", path, body: {} }, options);
  }

  /** Deletes a job. The model that came out of it stays. */
  delete(id: string, options: RequestOptions = {}): ResponsePromise<EmptyAnswer> {
    return this.#jobs.delete(id, {}, options);
  }

  /** What a training would cost. Starts nothing. */
  estimateCost(
    request: SupervisedFineTuningJobFields,
    { account, ...options }: RequestOptions & { account?: string } = {},
  ): ResponsePromise<EstimateCostResponse> {
    const { plane } = this.#jobs;
    const path = plane.collectionPath(`${COLLECTION}:estimateCost`, account, options);
    return plane.request({ method: "POST", path, body: request }, options);
  }

  /**
   * Waits until a training is completed, or stopped early as it was told to. `onPoll` shows its progress.
   * Default for `maxWaitMs`: three days.
   *
   * @throws FireworksWaitError, when it failed, expired, was cancelled or deleted, or took too long;
   * FireworksNotFoundError; and what a request throws that does not pass
   */
  async waitUntilDone(
    id: string,
    options: WaitOptions<SupervisedFineTuningJob> = {},
  ): Promise<SupervisedFineTuningJob> {
    const done = await poll({
      name: id,
      look: (options) => this.get(id, options),
      judge: ({ state = "" }) => (Object.hasOwn(VERDICTS, state) && VERDICTS[state]) || "wait",
      defaultMaxWaitMs: DONE_WITHIN_MS,
      options,
    });
    return done as SupervisedFineTuningJob;
  }
}
