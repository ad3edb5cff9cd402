import type { RequestOptions } from "../client-options.js";
import type { Transport } from "../http/transport.js";
import type { Deployment } from "../wire/index.js";
import { deploymentPath } from "./resource-path.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

/** Deployments on the control plane (section 7.5 of the wire contract). */
export class Deployments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * @param id - `accounts/<account>/deployments/<deployment>`, or `<model>#<deployment>`.
   * @throws FireworksConfigurationError for an id that names no deployment, and FireworksNotFoundError
   */
  get(id: string, options: RequestOptions = {}): ResponsePromise<Deployment> {
    const path = deploymentPath(id);
    const answer = this.#transport.requestJson({ method: "GET", path, plane: "control", options });
    return new ResponsePromise(answer as Promise<WithResponse<Deployment>>);
  }
}
