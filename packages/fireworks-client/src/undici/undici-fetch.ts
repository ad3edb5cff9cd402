import type { Dispatcher } from "undici";
import { FireworksConfigurationError } from "../errors/configuration-error.js";
import { TAKES_PLAIN_HEADERS } from "../http/fetch-like.js";
import type { FetchInit, FetchLike, FetchResponse } from "../http/fetch-like.js";
import { decodedBody } from "./decoded-body.js";
import { NodeBody } from "./node-body.js";

/** How {@link undiciFetch} connects. */
export interface UndiciFetchOptions {
  /**
   * Any dispatcher of the undici you installed: an `Agent` with limits of its own, a `ProxyAgent`, a
   * `MockAgent`. It stays yours to close. Default: one `Agent` with undici's defaults for all calls
   * through this function. `fetchOptions.dispatcher` of a client wins over it.
   */
  dispatcher?: Dispatcher;
}

/**
 * A stand-in for `fetch` on Node servers: `undici.request`, without the web streams and the checks for
 * browsers that make Node's `fetch` several times dearer for each call. It gives as much of a response
 * as this client reads, and is to be passed where `fetch` goes. Make one and share it, so that its
 * connections are used again.
 *
 * Like `fetch`, it sends to one place (a redirect is an answer, and refused), gives up at its signal,
 * closes what is left unread and undoes compression. Unlike `fetch`, it does not ask for compression.
 *
 * @throws what undici throws; the client makes its own errors of that, with the same `code`
 *
 * @example
 * import { FireworksClient } from "fireworks-client";
 * import { undiciFetch } from "fireworks-client/undici";
 *
 * const client = new FireworksClient({ fetch: undiciFetch() });
 */
export function undiciFetch(options: UndiciFetchOptions = {}): FetchLike {
  let { dispatcher: own } = options;
  let loading: Promise<Dispatcher> | undefined;
  const send: FetchLike = async (url, init) => {
    const { dispatcher = own } = init as { dispatcher?: Dispatcher };
    const ready = dispatcher ?? (own = await (loading ??= newAgent()));
    return responseOf(await request(ready, url, init), init);
  };
  return Object.assign(send, { [TAKES_PLAIN_HEADERS]: true });
}

/**
 * Loaded late, after Node's own: whichever undici comes first becomes the global dispatcher, and Node 20's
 * `fetch` refuses some requests when that is a newer one than its own.
 */
async function newAgent(): Promise<Dispatcher> {
  void globalThis.Headers;
  try {
    const { Agent } = await import("undici");
    return new Agent();
  } catch (cause) {
    throw new FireworksConfigurationError("undiciFetch() needs the package undici", {
      code: "undici_missing",
      field: "fetch",
      hint: "Install it: npm install undici",
      cause,
    });
  }
}

async function request(
  dispatcher: Dispatcher,
  url: string,
  init: FetchInit,
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search } = new URL(url);
  try {
    return await dispatcher.request({
      origin,
      path: pathname + search,
      method: init.method ?? "GET",
      headers: plain(init.headers),
      body: init.body as Dispatcher.DispatchOptions["body"],
      signal: init.signal,
    });
  } catch (cause) {
    throw new TypeError("fetch failed", { cause }); // as fetch says it
  }
}

const plain = (headers: Headers | Record<string, string>): Record<string, string> =>
  headers instanceof Headers ? Object.fromEntries(headers) : headers;

/** Statuses without a body: there is nothing to decompress, whatever their headers say. */
const NO_BODY = new Set([204, 304]);

function responseOf(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { method }: FetchInit,
): FetchResponse {
  const isEmpty = method === "HEAD" || NO_BODY.has(statusCode) || headers["content-length"] === "0";
  const encoding = isEmpty ? undefined : headers["content-encoding"];
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    type: "default",
    headers: fieldsOf(headers),
    body: new NodeBody(encoding === undefined ? body : decodedBody(body, String(encoding))),
  };
}

/** Of cookies and the like there may be several. Headers are bytes: undici reads them as UTF-8. */
function fieldsOf(headers: Dispatcher.ResponseData["headers"]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = typeof value === "string" ? value : value.join(", ");
    fields.set(name, BEYOND_LATIN.test(text) ? Buffer.from(text).toString("latin1") : text);
  }
  return fields;
}

const BEYOND_LATIN = /[\u0100-\uffff]/;
