import type { Transport } from "../http/transport.js";
import { assembleChat } from "../stream/accumulate.js";
import type {
  ChatCompletionChunk,
  ChatCompletionRequest,
  ChatCompletionResponse,
} from "../wire/index.js";
import { GenerationEndpoint } from "./generation-endpoint.js";

/** `POST /chat/completions` (sections 2–4 of the wire contract). */
export class ChatCompletions extends GenerationEndpoint<
  ChatCompletionRequest,
  ChatCompletionChunk,
  ChatCompletionResponse
> {
  /** @internal */
  constructor(transport: Transport) {
    super(transport, { path: "/chat/completions", assemble: assembleChat });
  }
}
