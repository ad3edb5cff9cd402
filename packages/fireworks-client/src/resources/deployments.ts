import type { RequestOptions } from "../client-options.js";
import type {
  CreateDeploymentRequest,
  Deployment,
  DeploymentFields,
  ScaleDeploymentRequest,
} from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { AccountListQuery, EmptyAnswer, GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { PagedList } from "./control-plane/paged-list.js";
import { poll } from "./control-plane/poll.js";
import type { Verdict, WaitOptions } from "./control-plane/poll.js";
import { deploymentName } from "./model-names.js";
import type { ResponsePromise } from "./response-promise.js";

/** What is not in the body of a new deployment. */
export interface NewDeployment {
  /**
   * Its id or full name: 1 to 63 of `a-z0-9-`. Default: `dep-` and twenty random digits, made by the
   * client, so that a retry after a lost answer finds the first one instead of paying for a second.
   */
  deploymentId?: string;
  /** Do not deploy the base model by itself. Default false. */
  disableAutoDeploy?: boolean;
  /** Default false. */
  disableSpeculativeDecoding?: boolean;
  /** Only look whether it could be made. Default false. */
  validateOnly?: boolean;
  /** Default false. */
  skipShapeValidation?: boolean;
}

/** Which deployments to list. */
export interface DeploymentQuery extends AccountListQuery {
  /** Those that were deleted, too. Default false. */
  showDeleted?: boolean;
}

/** How to delete a deployment. */
export interface DeleteDeploymentOptions extends RequestOptions {
  /** For good: it cannot be undeleted. Default false. */
  hard?: boolean;
  /** Even if it had requests within the last hour, for which Fireworks otherwise refuses. Default false. */
  ignoreChecks?: boolean;
}

/** Options of a wait for a deployment. */
export interface DeploymentWaitOptions extends WaitOptions<Deployment> {
  /**
   * How many replicas have to be ready. Default: one if it keeps at least one (`minReplicaCount`), else
   * none: nothing here wakes a deployment that sleeps; a request to its model does.
   */
  readyReplicas?: number;
}

/** Large models are downloaded first. */
const READY_WITHIN_MS = 30 * 60_000;

const OVER = new Set(["FAILED", "DELETING", "DELETED"]);

/**
 * Deployments (section 7.5 of the wire contract). Every method takes an id, of the client's account, a
 * full name `accounts/<account>/deployments/<id>`, or the id of a model on one, `<model>#<deployment>`.
 */
export class Deployments {
  readonly #deployments: Collection<Deployment>;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#deployments = new Collection(plane, "deployments", deploymentName);
  }

  /**
   * Makes a deployment, which costs by the hour from then on.
   *
   * @throws FireworksConflictError for an id that is taken, and what a request throws
   */
  create(
    request: CreateDeploymentRequest,
    { deploymentId, ...flags }: NewDeployment = {},
    options: RequestOptions = {},
  ): ResponsePromise<Deployment> {
    const toRequest = (id: string) => ({ query: { ...flags, deploymentId: id }, body: request });
    const resource = { id: deploymentId, prefix: "dep", request: toRequest };
    return this.#deployments.create(resource, options);
  }

  /**
   * One deployment.
   *
   * @throws FireworksConfigurationError for an id that names no deployment, and FireworksNotFoundError
   */
  get(id: string, options: GetOptions = {}): ResponsePromise<Deployment> {
    return this.#deployments.get(id, options);
  }

  /** The deployments of an account. */
  list(
    { showDeleted, ...query }: DeploymentQuery = {},
    options: RequestOptions = {},
  ): PagedList<Deployment> {
    return this.#deployments.list(query, options, { showDeleted });
  }

  /** Changes the fields that are given. */
  update(
    id: string,
    fields: DeploymentFields,
    { skipShapeValidation, ...options }: RequestOptions & { skipShapeValidation?: boolean } = {},
  ): ResponsePromise<Deployment> {
    const query = { skipShapeValidation };
    return this.#deployments.update(id, { body: fields, query }, options);
  }

  /** Asks for so many replicas, at once: not for ever, autoscaling goes on from there. */
  scale(
    id: string,
    request: ScaleDeploymentRequest,
    options: RequestOptions = {},
  ): ResponsePromise<EmptyAnswer> {
    const path = this.#deployments.path(id, options, "scale");
    return this.#deployments.plane.request({ method: "PATCH", path, body: request }, options);
  }

  /**
   * Deletes a deployment.
   *
   * @throws FireworksBadRequestError with the code `FAILED_PRECONDITION` while it is in use, unless
   * `ignoreChecks` is set; and what a request throws
   */
  delete(
    id: string,
    { hard, ignoreChecks, ...options }: DeleteDeploymentOptions = {},
  ): ResponsePromise<EmptyAnswer> {
    return this.#deployments.delete(id, { hard, ignoreChecks }, options);
  }

  /** Brings back what was deleted, but not for good. */
  undelete(id: string, options: RequestOptions = {}): ResponsePromise<Deployment> {
    const path = this.#deployments.path(id, options, "undelete");
    return this.#deployments.plane.request({ method: "POST", path, body: {} }, options);
  }

  /**
   * Waits until a deployment is `READY` with as many replicas as wanted. `onPoll` shows its replicas.
   * Default for `maxWaitMs`: 30 minutes.
   *
   * @throws FireworksWaitError, when it failed, was deleted or took too long; FireworksNotFoundError; and
   * what a request throws that does not pass
   */
  async waitUntilReady(id: string, options: DeploymentWaitOptions = {}): Promise<Deployment> {
    const ready = await poll({
      name: id,
      look: (options) => this.get(id, options),
      judge: (deployment) => judge(deployment, options.readyReplicas),
      defaultMaxWaitMs: READY_WITHIN_MS,
      options,
    });
    return ready as Deployment;
  }
}

function judge(deployment: Deployment, wanted: number | undefined): Verdict {
  const { state = "", minReplicaCount = 0, replicaStats, replicaCount = 0 } = deployment;
  if (OVER.has(state)) return "failed";
  const ready = replicaStats?.readyReplicaCount ?? replicaCount;
  return state === "READY" && ready >= (wanted ?? Math.min(1, minReplicaCount)) ? "done" : "wait";
}
