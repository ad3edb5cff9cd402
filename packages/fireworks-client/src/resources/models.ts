import type { RequestOptions } from "../client-options.js";
import type { Transport } from "../http/transport.js";
import type { CatalogueModel, ModelList } from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { AccountListQuery, GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { PagedList } from "./control-plane/paged-list.js";
import { catalogueModelName } from "./model-names.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

/** Which models of the catalogue to list. */
export interface CatalogueQuery extends AccountListQuery {
  /** Default: `fireworks`, the public catalogue. */
  account?: string;
}

/** Models: what the key may call (section 6.6 of the wire contract), and the catalogue (7.4). */
export class Models {
  readonly #transport: Transport;
  readonly #catalogue: Collection<CatalogueModel>;

  /** @internal */
  constructor(transport: Transport, plane: ControlPlane) {
    this.#transport = transport;
    this.#catalogue = new Collection(plane, "models", catalogueModelName);
  }

  /** What this key may call, all at once: the list is not paged. Throws the same errors as a chat completion. */
  list(options: RequestOptions = {}): ResponsePromise<ModelList> {
    const answer = this.#transport.requestJson({ method: "GET", path: "/models", options });
    return new ResponsePromise(answer as Promise<WithResponse<ModelList>>);
  }

  /**
   * One model of the catalogue, from the control plane.
   *
   * @param id - A full id, one with `#`, or a short one of Fireworks' own catalogue.
   * @throws FireworksConfigurationError for an id that names no model, and FireworksNotFoundError
   */
  get(id: string, options: GetOptions = {}): ResponsePromise<CatalogueModel> {
    return this.#catalogue.get(id, options);
  }

  /** The catalogue of an account. It knows models that the key may not call, and no routers. */
  listCatalogue(
    query: CatalogueQuery = {},
    options: RequestOptions = {},
  ): PagedList<CatalogueModel> {
    const { account = "fireworks" } = query;
    return this.#catalogue.list({ ...query, account }, options);
  }
}
