import type { Transport } from "../http/transport.js";
import type { EmbeddingRequest, EmbeddingResponse } from "../wire/index.js";
import { JsonEndpoint } from "./json-endpoint.js";

/**
 * `POST /embeddings` (section 6.2 of the wire contract): vectors of one input or many, each with the
 * `index` of its input. A vector of either encoding is read by `embeddingVector`.
 */
export class Embeddings extends JsonEndpoint<EmbeddingRequest, EmbeddingResponse> {
  /** @internal */
  constructor(transport: Transport) {
    super(transport, "/embeddings");
  }
}
