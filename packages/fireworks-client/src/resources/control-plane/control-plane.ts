import type { RequestOptions } from "../../client-options.js";
import type { HttpMethod } from "../../http/send.js";
import type { Payload } from "../../http/payload.js";
import type { Transport } from "../../http/transport.js";
import { ResponsePromise } from "../response-promise.js";
import type { WithResponse } from "../response-promise.js";
import { AccountResolver } from "./account-resolver.js";
import { toQuery } from "./query.js";
import type { QueryValues } from "./query.js";
import { parseAccountId } from "./resource-name.js";

/** What is asked of the control plane, below `/v1`. */
export interface GatewayRequest {
  method: HttpMethod;
  /** May have to be found out first. Starts with a slash. */
  path: string | Promise<string>;
  query?: QueryValues;
  /** Becomes the JSON body. */
  body?: unknown;
  /** Bytes instead of JSON. */
  payload?: Payload;
}

/** The requests of the control plane (wire contract, section 7): accounts, paths, queries. */
export class ControlPlane {
  readonly #transport: Transport;
  readonly accounts: AccountResolver;

  constructor(transport: Transport, accountId: string | undefined) {
    this.#transport = transport;
    this.accounts = new AccountResolver(transport, accountId);
  }

  /** One JSON object as the answer. */
  request<T>(request: GatewayRequest, options: RequestOptions): ResponsePromise<T> {
    return new ResponsePromise(this.#send<T>(request, options));
  }

  async #send<T>(request: GatewayRequest, options: RequestOptions): Promise<WithResponse<T>> {
    const { method, body, payload, query = {} } = request;
    const path = (await request.path) + toQuery(query);
    const call = { method, path, plane: "control", body, payload, options } as const;
    return (await this.#transport.requestJson(call)) as WithResponse<T>;
  }

  /** `/accounts/<account>/<collection>`; without an account, the one that is resolved. */
  async collectionPath(
    collection: string,
    account: string | undefined,
    options: RequestOptions,
  ): Promise<string> {
    const owner = await this.accountId(account, options);
    return `/accounts/${owner}/${collection}`;
  }

  /** The given account, else the one that is resolved. */
  async accountId(account: string | undefined, options: RequestOptions): Promise<string> {
    return account === undefined ? this.accounts.resolve(options) : parseAccountId(account);
  }
}
