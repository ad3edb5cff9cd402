import type { RequestOptions, StreamRequestOptions } from "../client-options.js";
import type { RequestPreview } from "../http/preview.js";
import type { Call, Transport } from "../http/transport.js";
import type { ChatCompletionStream } from "../stream/chat-completion-stream.js";
import type {
  ChatCompletionRequest,
  ChatCompletionRequestNonStreaming,
  ChatCompletionRequestStreaming,
  ChatCompletionResponse,
} from "../wire/index.js";
import { openStream } from "./open-stream.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

const PATH = "/chat/completions";

function callOf(body: ChatCompletionRequest, options: StreamRequestOptions): Call {
  const accept = body.stream === true ? "text/event-stream" : "application/json";
  return { method: "POST", path: PATH, body, accept, options };
}

/** `POST /chat/completions` (sections 2–4 of the wire contract). The request is sent as given. */
export class ChatCompletions {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * With `stream: true`: resolves when the first event has arrived. Until then failures are retried,
   * afterwards never.
   *
   * @throws FireworksApiError for a refusal, FireworksConnectionError, FireworksTimeoutError,
   * FireworksAbortError, FireworksStreamError, FireworksConfigurationError
   */
  create(
    request: ChatCompletionRequestStreaming,
    options?: StreamRequestOptions,
  ): Promise<ChatCompletionStream>;
  /** Without: the whole answer; `.withResponse()` gives its headers too. Throws the same errors. */
  create(
    request: ChatCompletionRequestNonStreaming,
    options?: RequestOptions,
  ): ResponsePromise<ChatCompletionResponse>;
  create(
    request: ChatCompletionRequest,
    options?: StreamRequestOptions,
  ): Promise<ChatCompletionStream> | ResponsePromise<ChatCompletionResponse>;
  create(
    request: ChatCompletionRequest,
    options: StreamRequestOptions = {},
  ): Promise<ChatCompletionStream> | ResponsePromise<ChatCompletionResponse> {
    const call = callOf(request, options);
    if (request.stream === true) return this.#transport.request(call, openStream(options));
    const answer = this.#transport.requestJson(call);
    return new ResponsePromise(answer as Promise<WithResponse<ChatCompletionResponse>>);
  }

  /**
   * What `create` would send with the same arguments, credentials hidden. Sends nothing and does not
   * call the function that gives the key.
   */
  toRequest(request: ChatCompletionRequest, options: StreamRequestOptions = {}): RequestPreview {
    return this.#transport.preview(callOf(request, options));
  }
}
