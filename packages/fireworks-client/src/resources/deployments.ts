import type { Deployment } from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import { deploymentName } from "./model-names.js";
import type { ResponsePromise } from "./response-promise.js";

/**
 * Deployments (section 7.5 of the wire contract). Every method takes an id, of the client's account, a
 * full name `accounts/<account>/deployments/<id>`, or the id of a model on one, `<model>#<deployment>`.
 */
export class Deployments {
  readonly #deployments: Collection<Deployment>;

  constructor(plane: ControlPlane) {
    this.#deployments = new Collection(plane, "deployments", deploymentName);
  }

  /**
   * One deployment.
   *
   * @throws FireworksConfigurationError for an id that names no deployment, and FireworksNotFoundError
   */
  get(id: string, options: GetOptions = {}): ResponsePromise<Deployment> {
    return this.#deployments.get(id, options);
  }
}
