import type { RequestOptions } from "../client-options.js";
import type { Transport } from "../http/transport.js";
import type { CatalogueList, CatalogueModel, ModelList } from "../wire/index.js";
import { accountPath, modelPath } from "./resource-path.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

/** Which models of the catalogue to list. */
export interface CatalogueQuery {
  /** Default: `fireworks`, the public catalogue. */
  account?: string;
  /** AIP-160, for instance `supports_serverless=true`. Default: all. */
  filter?: string;
  /** For instance `create_time desc`. */
  orderBy?: string;
  /** Models in one answer, 1 to 200. Default 200. */
  pageSize?: number;
}

/** Models: what the key may call (section 6.6 of the wire contract), and the catalogue (7.4). */
export class Models {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
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
  get(id: string, options: RequestOptions = {}): ResponsePromise<CatalogueModel> {
    return new ResponsePromise(this.#catalogue<CatalogueModel>(modelPath(id), options));
  }

  /**
   * The catalogue of an account, from the control plane, page after page. It knows models that the
   * key may not call, and no routers.
   */
  async *listCatalogue(
    query: CatalogueQuery = {},
    options: RequestOptions = {},
  ): AsyncGenerator<CatalogueModel, void, undefined> {
    let pageToken: string | undefined;
    do {
      const { data } = await this.#catalogue<CatalogueList>(listPath(query, pageToken), options);
      yield* data.models ?? [];
      // A server that gives the same token again would be asked for ever.
      pageToken = data.nextPageToken === pageToken ? undefined : data.nextPageToken;
    } while (pageToken);
  }

  #catalogue<T>(path: string, options: RequestOptions): Promise<WithResponse<T>> {
    const answer = this.#transport.requestJson({ method: "GET", path, plane: "control", options });
    return answer as Promise<WithResponse<T>>;
  }
}

function listPath(query: CatalogueQuery, pageToken: string | undefined): string {
  const { account = "fireworks", pageSize = 200, filter, orderBy } = query;
  const given = { pageSize: String(pageSize), filter, orderBy, pageToken };
  const pairs = Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `${accountPath(account, "models")}?${new URLSearchParams(pairs).toString()}`;
}
