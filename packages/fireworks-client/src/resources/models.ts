import type { RequestOptions } from "../client-options.js";
import type { Transport } from "../http/transport.js";
import type { ModelList } from "../wire/index.js";
import { ResponsePromise } from "./response-promise.js";
import type { WithResponse } from "./response-promise.js";

/** `GET /models` (section 6.6 of the wire contract): what this key may call. */
export class Models {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All models at once: the list is not paged. Throws the same errors as a chat completion. */
  list(options: RequestOptions = {}): ResponsePromise<ModelList> {
    const answer = this.#transport.requestJson({ method: "GET", path: "/models", options });
    return new ResponsePromise(answer as Promise<WithResponse<ModelList>>);
  }
}
