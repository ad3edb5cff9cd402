import type { RequestOptions } from "../client-options.js";
import type { BatchInferenceJob, CreateBatchInferenceJobRequest } from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { AccountListQuery, EmptyAnswer, GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { PagedList } from "./control-plane/paged-list.js";
import type { ResponsePromise } from "./response-promise.js";

/** What is not in the body of a new batch inference job. */
export interface NewBatchInferenceJob {
  /**
   * Its id or full name: 1 to 63 of `a-z0-9-`. Default: `bij-` and twenty random digits, made by the
   * client, so that a retry after a lost answer finds the first job instead of paying for a second.
   */
  batchInferenceJobId?: string;
}

/**
 * Batch inference jobs (section 7.3 of the wire contract): many requests at half the price. There is no
 * call to cancel one: deleting it ends it.
 */
export class BatchInferenceJobs {
  readonly #jobs: Collection<BatchInferenceJob>;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#jobs = new Collection(plane, "batchInferenceJobs");
  }

  /**
   * Starts a job over the rows of a dataset.
   *
   * @throws FireworksConflictError for an id that is taken. If its `attempts` is above 1, an attempt of
   * this call whose answer was lost may have taken it: get the job and compare. And what a request throws
   */
  create(
    request: CreateBatchInferenceJobRequest,
    { batchInferenceJobId }: NewBatchInferenceJob = {},
    options: RequestOptions = {},
  ): ResponsePromise<BatchInferenceJob> {
    const toRequest = (id: string) => ({ query: { batchInferenceJobId: id }, body: request });
    const resource = { id: batchInferenceJobId, prefix: "bij", request: toRequest };
    return this.#jobs.create(resource, options);
  }

  /** One job, by id or full name. @throws FireworksNotFoundError and what a request throws */
  get(id: string, options: GetOptions = {}): ResponsePromise<BatchInferenceJob> {
    return this.#jobs.get(id, options);
  }

  /** The jobs of an account. */
  list(query: AccountListQuery = {}, options: RequestOptions = {}): PagedList<BatchInferenceJob> {
    return this.#jobs.list(query, options);
  }

  /** Ends a job and forgets it. It goes through `JOB_STATE_DELETING_CLEANING_UP`, then is not found. */
  delete(id: string, options: RequestOptions = {}): ResponsePromise<EmptyAnswer> {
    return this.#jobs.delete(id, {}, options);
  }
}
