import type { RequestOptions } from "../client-options.js";
import type { RequestPreview } from "../http/preview.js";
import type { Call, Transport } from "../http/transport.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

/** An inference endpoint that takes one JSON object and answers with one, both as they are sent. */
export class JsonEndpoint<Request, Answer> {
  readonly #transport: Transport;
  readonly #path: string;

  /** @internal */
  constructor(transport: Transport, path: `/${string}`) {
    this.#transport = transport;
    this.#path = path;
  }

  /**
   * The answer; `.withResponse()` gives its headers too.
   *
   * @throws FireworksApiError for a refusal, FireworksConnectionError, FireworksTimeoutError,
   * FireworksAbortError, FireworksConfigurationError
   */
  create(request: Request, options: RequestOptions = {}): ResponsePromise<Answer> {
    const answer = this.#transport.requestJson(this.#callOf(request, options));
    return new ResponsePromise(answer as Promise<WithResponse<Answer>>);
  }

  /**
   * What `create` would send with the same arguments, credentials hidden. Sends nothing and does not
   * call the function that gives the key.
   */
  toRequest(request: Request, options: RequestOptions = {}): RequestPreview {
    return this.#transport.preview(this.#callOf(request, options));
  }

  #callOf(body: Request, options: RequestOptions): Call {
    return { method: "POST", path: this.#path, body, options };
  }
}
