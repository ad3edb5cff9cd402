import type { RequestOptions } from "../client-options.js";
import type { RequestPreview } from "../http/preview.js";
import type { Call, Transport } from "../http/transport.js";
import type { CompletionRequestNonStreaming, CompletionResponse } from "../wire/index.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

const callOf = (body: CompletionRequestNonStreaming, options: RequestOptions): Call => ({
  method: "POST",
  path: "/completions",
  body,
  options,
});

/** `POST /completions` (section 6.1 of the wire contract). The request is sent as given. */
export class Completions {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The whole answer. Throws the same errors as a chat completion. */
  create(
    request: CompletionRequestNonStreaming,
    options: RequestOptions = {},
  ): ResponsePromise<CompletionResponse> {
    const answer = this.#transport.requestJson(callOf(request, options));
    return new ResponsePromise(answer as Promise<WithResponse<CompletionResponse>>);
  }

  /** What `create` would send with the same arguments, credentials hidden. Sends nothing. */
  toRequest(request: CompletionRequestNonStreaming, options: RequestOptions = {}): RequestPreview {
    return this.#transport.preview(callOf(request, options));
  }
}
