import type { RequestOptions } from "../client-options.js";
import type { RequestPreview } from "../http/preview.js";
import type { Call, Transport } from "../http/transport.js";
import type { RerankRequest, RerankResponse } from "../wire/index.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

const callOf = (body: RerankRequest, options: RequestOptions): Call => ({
  method: "POST",
  path: "/rerank",
  body,
  options,
});

/** `POST /rerank` (section 6.3 of the wire contract). Request and answer are as sent. */
export class Rerank {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * How well each document fits the query, best first; `index` is its place in the request. Throws the
   * same errors as a chat completion that is not streamed.
   */
  create(request: RerankRequest, options: RequestOptions = {}): ResponsePromise<RerankResponse> {
    const answer = this.#transport.requestJson(callOf(request, options));
    return new ResponsePromise(answer as Promise<WithResponse<RerankResponse>>);
  }

  /** What `create` would send with the same arguments, credentials hidden. Sends nothing. */
  toRequest(request: RerankRequest, options: RequestOptions = {}): RequestPreview {
    return this.#transport.preview(callOf(request, options));
  }
}
