import type { Transport } from "../http/transport.js";
import type { RerankRequest, RerankResponse } from "../wire/index.js";
import { JsonEndpoint } from "./json-endpoint.js";

/**
 * `POST /rerank` (section 6.3 of the wire contract): how well each document fits a query, best first,
 * each with its place in the request as `index`.
 */
export class Rerank extends JsonEndpoint<RerankRequest, RerankResponse> {
  /** @internal */
  constructor(transport: Transport) {
    super(transport, "/rerank");
  }
}
