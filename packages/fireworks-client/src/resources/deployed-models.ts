import type { RequestOptions } from "../client-options.js";
import type { DeployedModel, LoadModelRequest } from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { AccountListQuery, EmptyAnswer, GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { PagedList } from "./control-plane/paged-list.js";
import { poll } from "./control-plane/poll.js";
import type { WaitOptions } from "./control-plane/poll.js";
import type { ResponsePromise } from "./response-promise.js";

/** How a model is loaded. */
export interface LoadModelOptions extends RequestOptions {
  /** Put it in place of the LoRA that is merged into the deployment. Default false. */
  replaceMergedAddon?: boolean;
  /** An account's id. Default: the client's own, see `client.accounts.resolveId()`. */
  account?: string;
}

const LOADED_WITHIN_MS = 15 * 60_000;

/**
 * Models on deployments: LoRAs that are loaded and unloaded (section 7.6 of the wire contract). Ids are
 * those of deployed models, not of models: the last part of the name that {@link DeployedModels.load} gives.
 */
export class DeployedModels {
  readonly #loaded: Collection<DeployedModel>;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#loaded = new Collection(plane, "deployedModels");
  }

  /**
   * Loads a LoRA onto a deployment; it is callable as `<model>#<deployment>` once it is `DEPLOYED`.
   *
   * @throws FireworksNotFoundError, FireworksBadRequestError for a model that does not fit; and what a
   * request throws
   */
  load(
    request: LoadModelRequest,
    { replaceMergedAddon, account, ...options }: LoadModelOptions = {},
  ): ResponsePromise<DeployedModel> {
    const { plane } = this.#loaded;
    const path = plane.collectionPath("deployedModels", account, options);
    const query = { replaceMergedAddon };
    return plane.request({ method: "POST", path, query, body: request }, options);
  }

  /** One of them. @throws FireworksNotFoundError and what a request throws */
  get(id: string, options: GetOptions = {}): ResponsePromise<DeployedModel> {
    return this.#loaded.get(id, options);
  }

  /** What is loaded in an account. */
  list(query: AccountListQuery = {}, options: RequestOptions = {}): PagedList<DeployedModel> {
    return this.#loaded.list(query, options);
  }

  /** Takes a LoRA off its deployment. */
  unload(id: string, options: RequestOptions = {}): ResponsePromise<EmptyAnswer> {
    return this.#loaded.delete(id, {}, options);
  }

  /**
   * Waits until a model is `DEPLOYED`. Default for `maxWaitMs`: 15 minutes.
   *
   * @throws FireworksWaitError, FireworksNotFoundError, and what a request throws that does not pass
   */
  async waitUntilDeployed(
    id: string,
    options: WaitOptions<DeployedModel> = {},
  ): Promise<DeployedModel> {
    const loaded = await poll({
      name: id,
      look: (options) => this.get(id, options),
      judge: ({ state }) => {
        if (state === "UNDEPLOYING") return "failed";
        return state === "DEPLOYED" ? "done" : "wait";
      },
      defaultMaxWaitMs: LOADED_WITHIN_MS,
      options,
    });
    return loaded as DeployedModel;
  }

  /**
   * Waits until a model is gone from its deployment; it may be gone already. Default for `maxWaitMs`: 15
   * minutes.
   *
   * @throws FireworksWaitError, and what a request throws that does not pass
   */
  async waitUntilUnloaded(id: string, options: WaitOptions<DeployedModel> = {}): Promise<void> {
    await poll({
      name: id,
      look: (options) => this.get(id, options),
      judge: () => "wait",
      untilGone: true,
      defaultMaxWaitMs: LOADED_WITHIN_MS,
      options,
    });
  }
}
