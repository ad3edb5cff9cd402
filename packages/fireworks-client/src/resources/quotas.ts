import type { RequestOptions } from "../client-options.js";
import type { Quota } from "../wire/index.js";
import { Collection } from "./control-plane/collection.js";
import type { AccountListQuery, GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { PagedList } from "./control-plane/paged-list.js";
import type { ResponsePromise } from "./response-promise.js";

/** How much of something an account may have (section 7.8 of the wire contract). */
export class Quotas {
  readonly #quotas: Collection<Quota>;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#quotas = new Collection(plane, "quotas");
  }

  /** The quotas of an account. */
  list(query: AccountListQuery = {}, options: RequestOptions = {}): PagedList<Quota> {
    return this.#quotas.list(query, options);
  }

  /** One quota, by id or full name. @throws FireworksNotFoundError and what a request throws */
  get(id: string, options: GetOptions = {}): ResponsePromise<Quota> {
    return this.#quotas.get(id, options);
  }
}
