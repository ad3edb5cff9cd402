import type { Transport } from "../http/transport.js";
import { assembleText } from "../stream/accumulate-text.js";
import type { CompletionChunk, CompletionRequest, CompletionResponse } from "../wire/index.js";
import { GenerationEndpoint } from "./generation-endpoint.js";

/** `POST /completions` (section 6.1 of the wire contract): texts are continued, without a chat template. */
export class Completions extends GenerationEndpoint<
  CompletionRequest,
  CompletionChunk,
  CompletionResponse
> {
  /** @internal */
  constructor(transport: Transport) {
    super(transport, { path: "/completions", assemble: assembleText });
  }
}
