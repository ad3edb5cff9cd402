import type { RequestOptions } from "../../client-options.js";
import { FireworksConflictError, FireworksNotFoundError } from "../../errors/status-errors.js";
import { ResponsePromise } from "../response-promise.js";
import type { WithResponse } from "../response-promise.js";
import type { ControlPlane } from "./control-plane.js";
import { PagedList } from "./paged-list.js";
import type { ListQuery, Page } from "./paged-list.js";
import { pageQuery } from "./query.js";
import type { QueryValues } from "./query.js";
import { parseNewName, parseResourceName, randomId } from "./resource-name.js";
import type { ResourceName } from "./resource-name.js";

/** Options of a call that reads one resource. */
export interface GetOptions extends RequestOptions {
  /** The fields to send, separated by commas. Default: all. */
  readMask?: string;
}

/** A list of one account. */
export interface AccountListQuery extends ListQuery {
  /** An account's id. Default: the client's own, see `client.accounts.resolveId()`. */
  account?: string;
}

/** What Fireworks answers where there is nothing to say. */
export type EmptyAnswer = Record<string, never>;

export interface NewResource {
  /** An id or a full name; one is made when left out. */
  id: string | undefined;
  /** What a made id begins with. */
  prefix: string;
  /** From the id on: some endpoints take it in the query, some in the body. */
  request: (id: string) => { query?: QueryValues; body: unknown };
}

/** One kind of resource, with the calls that all kinds have (wire contract, section 7.1). */
export class Collection<T> {
  readonly plane: ControlPlane;
  readonly #collection: string;
  readonly #parse: (name: string) => ResourceName;

  /**
   * @param collection - as in paths, which is also the key of its lists.
   * @param parse - reads the names that callers give. Default: an id, or a full name.
   */
  constructor(
    plane: ControlPlane,
    collection: string,
    parse: (name: string) => ResourceName = (name) => parseResourceName(collection, name),
  ) {
    this.plane = plane;
    this.#collection = collection;
    this.#parse = parse;
  }

  get(id: string, { readMask, ...options }: GetOptions): ResponsePromise<T> {
    const path = this.path(id, options);
    return this.plane.request({ method: "GET", path, query: { readMask } }, options);
  }

  list(query: AccountListQuery, options: RequestOptions, more: QueryValues = {}): PagedList<T> {
    const getPage = async (pageToken: string | undefined): Promise<Page<T>> => {
      const path = this.plane.collectionPath(this.#collection, query.account, options);
      const asked = { ...pageQuery(query, pageToken), ...more };
      const request = { method: "GET", path, query: asked } as const;
      return readPage<T>(await this.plane.request<object>(request, options), this.#collection);
    };
    return new PagedList(getPage, query.pageToken);
  }

  /**
   * A made id is ours alone: when a repeated create finds it taken, the attempt before it had made the
   * resource and only its answer was lost. Of a given id nobody can know.
   */
  create(resource: NewResource, options: RequestOptions): ResponsePromise<T> {
    return new ResponsePromise(this.#create(resource, options));
  }

  async #create(resource: NewResource, options: RequestOptions): Promise<WithResponse<T>> {
    const isMade = resource.id === undefined;
    const given = resource.id ?? randomId(resource.prefix);
    const { account, id } = parseNewName(this.#collection, given);
    const path = await this.plane.collectionPath(this.#collection, account, options);
    try {
      const request = { method: "POST", path, ...resource.request(id) } as const;
      return await this.plane.request<T>(request, options).withResponse();
    } catch (error) {
      const isRepeated = error instanceof FireworksConflictError && (error.attempts ?? 1) > 1;
      if (!isMade || !isRepeated) throw error;
      return this.plane
        .request<T>({ method: "GET", path: `${path}/${id}` }, options)
        .withResponse();
    }
  }

  update(
    id: string,
    change: { body: unknown; query?: QueryValues },
    options: RequestOptions,
  ): ResponsePromise<T> {
    const path = this.path(id, options);
    return this.plane.request({ method: "PATCH", path, ...change }, options);
  }

  /** When a repeated delete finds nothing, the attempt before it had deleted it: what was asked for. */
  delete(id: string, query: QueryValues, options: RequestOptions): ResponsePromise<EmptyAnswer> {
    const path = this.path(id, options);
    const request = this.plane.request<EmptyAnswer>({ method: "DELETE", path, query }, options);
    return new ResponsePromise(request.withResponse().catch(goneBefore));
  }

  /** `/accounts/<account>/<collection>/<id>`; the account that the name tells wins. */
  async path(name: string, options: RequestOptions, verb?: string): Promise<string> {
    const { account, id } = this.#parse(name);
    const path = await this.plane.collectionPath(this.#collection, account, options);
    return `${path}/${id}${verb === undefined ? "" : `:${verb}`}`;
  }
}

function goneBefore(error: unknown): WithResponse<EmptyAnswer> {
  const { attempts = 1, status = 404, headers } = error as FireworksNotFoundError;
  if (!(error instanceof FireworksNotFoundError) || attempts === 1) throw error;
  return { data: {}, response: { status, headers, attempts, timings: {} } };
}

/** Lists are named after what they hold; an empty token ends them. */
export function readPage<T>(answer: object, key: string): Page<T> {
  const items: unknown = Reflect.get(answer, key);
  const { nextPageToken, totalSize } = answer as { nextPageToken?: string; totalSize?: unknown };
  return {
    items: Array.isArray(items) ? (items as T[]) : [],
    ...(nextPageToken ? { nextPageToken } : {}),
    // The gateway writes some whole numbers as text.
    ...(totalSize == null ? {} : { totalSize: Number(totalSize) }),
  };
}
