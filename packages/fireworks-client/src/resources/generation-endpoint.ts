import type { RequestOptions, StreamRequestOptions } from "../client-options.js";
import type { RequestPreview } from "../http/preview.js";
import type { Call, Transport } from "../http/transport.js";
import type { AnswerStream } from "../stream/answer-stream.js";
import type { Assembly, StreamedChunk } from "../stream/assembly.js";
import type { AnyCompletion, GenerationRequest } from "../wire/index.js";
import { openStream } from "./open-stream.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

/** What sets one endpoint that generates text apart from another. */
export interface GenerationParts<Chunk, Whole> {
  path: `/${string}`;
  /** Begins to put a streamed answer together. */
  assemble(): Assembly<Chunk, Whole>;
}

/** An endpoint that generates text, whole or as a stream. The request is sent as given. */
export class GenerationEndpoint<
  Request extends GenerationRequest,
  Chunk extends StreamedChunk,
  Whole extends AnyCompletion,
> {
  readonly #transport: Transport;
  readonly #parts: GenerationParts<Chunk, Whole>;

  /** @internal */
  constructor(transport: Transport, parts: GenerationParts<Chunk, Whole>) {
    this.#transport = transport;
    this.#parts = parts;
  }

  /**
   * With `stream: true`: resolves when the first event has arrived. Until then failures are retried,
   * afterwards never.
   *
   * @throws FireworksApiError for a refusal, FireworksConnectionError, FireworksTimeoutError,
   * FireworksAbortError, FireworksStreamError, FireworksConfigurationError
   */
  create(
    request: Request & { stream: true },
    options?: StreamRequestOptions,
  ): Promise<AnswerStream<Chunk, Whole>>;
  /** Without: the whole answer; `.withResponse()` gives its headers too. Throws the same errors. */
  create(
    request: Request & { stream?: false | null },
    options?: RequestOptions,
  ): ResponsePromise<Whole>;
  create(
    request: Request,
    options?: StreamRequestOptions,
  ): Promise<AnswerStream<Chunk, Whole>> | ResponsePromise<Whole>;
  create(
    request: Request,
    options: StreamRequestOptions = {},
  ): Promise<AnswerStream<Chunk, Whole>> | ResponsePromise<Whole> {
    const call = this.#callOf(request, options);
    if (request.stream === true) {
      return this.#transport.request(call, openStream(options, this.#parts.assemble));
    }
    return new ResponsePromise(this.#transport.requestJson(call) as Promise<WithResponse<Whole>>);
  }

  /**
   * What `create` would send with the same arguments, credentials hidden. Sends nothing and does not
   * call the function that gives the key.
   */
  toRequest(request: Request, options: StreamRequestOptions = {}): RequestPreview {
    return this.#transport.preview(this.#callOf(request, options));
  }

  #callOf(body: Request, options: StreamRequestOptions): Call {
    const accept = body.stream === true ? "text/event-stream" : "application/json";
    return { method: "POST", path: this.#parts.path, body, accept, options };
  }
}
