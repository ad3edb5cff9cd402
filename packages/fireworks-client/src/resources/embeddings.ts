import type { RequestOptions } from "../client-options.js";
import type { RequestPreview } from "../http/preview.js";
import type { Call, Transport } from "../http/transport.js";
import type { EmbeddingRequest, EmbeddingResponse } from "../wire/index.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

const callOf = (body: EmbeddingRequest, options: RequestOptions): Call => ({
  method: "POST",
  path: "/embeddings",
  body,
  options,
});

/**
 * `POST /embeddings` (section 6.2 of the wire contract). Request and answer are as sent; a vector of
 * either encoding is read by `embeddingVector`.
 */
export class Embeddings {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The vectors of one input or many; `index` says whose each is. An empty list gives an empty list.
   * Throws the same errors as a chat completion that is not streamed.
   */
  create(
    request: EmbeddingRequest,
    options: RequestOptions = {},
  ): ResponsePromise<EmbeddingResponse> {
    const answer = this.#transport.requestJson(callOf(request, options));
    return new ResponsePromise(answer as Promise<WithResponse<EmbeddingResponse>>);
  }

  /** What `create` would send with the same arguments, credentials hidden. Sends nothing. */
  toRequest(request: EmbeddingRequest, options: RequestOptions = {}): RequestPreview {
    return this.#transport.preview(callOf(request, options));
  }
}
