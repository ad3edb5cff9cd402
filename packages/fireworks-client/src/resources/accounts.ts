import type { RequestOptions } from "../client-options.js";
import type { Account } from "../wire/index.js";
import { readPage } from "./control-plane/collection.js";
import type { GetOptions } from "./control-plane/collection.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import { PagedList } from "./control-plane/paged-list.js";
import type { ListQuery, Page } from "./control-plane/paged-list.js";
import { pageQuery } from "./control-plane/query.js";
import type { ResponsePromise } from "./response-promise.js";

/** Accounts on the control plane (sections 1.3 and 7.1 of the wire contract). */
export class Accounts {
  readonly #plane: ControlPlane;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#plane = plane;
  }

  /** The accounts that the key belongs to. */
  list(query: ListQuery = {}, options: RequestOptions = {}): PagedList<Account> {
    const getPage = async (pageToken: string | undefined): Promise<Page<Account>> => {
      const asked = pageQuery(query, pageToken);
      const request = { method: "GET", path: "/accounts", query: asked } as const;
      return readPage(await this.#plane.request<object>(request, options), "accounts");
    };
    return new PagedList(getPage, query.pageToken);
  }

  /**
   * One account.
   *
   * @param id - `<id>` or `accounts/<id>`. Default: the client's own, see {@link Accounts.resolveId}.
   * @throws FireworksConfigurationError for what is no account id, FireworksNotFoundError
   */
  get(id?: string, { readMask, ...options }: GetOptions = {}): ResponsePromise<Account> {
    const path = this.#plane.accountId(id, options).then((account) => `/accounts/${account}`);
    return this.#plane.request({ method: "GET", path, query: { readMask } }, options);
  }

  /**
   * The account of every call that names none: the option `accountId`, else `FIREWORKS_ACCOUNT_ID`,
   * else the only account of the key. That one is looked up once for the life of the client, by one
   * request for all who wait for it; a failed look-up is tried again by the next call. Calls that bring
   * an `authorization` header of their own are looked up by themselves.
   *
   * @throws FireworksConfigurationError when the key belongs to no account or to several, naming them;
   * and what a request throws
   */
  resolveId(options: RequestOptions = {}): Promise<string> {
    return this.#plane.accounts.resolve(options);
  }
}
