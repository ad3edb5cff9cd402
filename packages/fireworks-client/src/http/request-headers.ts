import { secretsOf } from "../errors/redact.js";
import { mergeHeaders } from "./headers.js";
import type { HeadersInput } from "./headers.js";

/** From weakest to strongest; `Authorization` is weaker than all of them. */
export type HeaderLayers = readonly (HeadersInput | undefined)[];

/** The headers of one attempt. */
export interface RequestHeaders {
  /** By lower-case name. Node's `fetch` reads a plain object faster than `Headers`. */
  fields: Readonly<Record<string, string>>;
  /** Texts that must not appear in an error. */
  secrets: readonly string[];
}

export function requestHeaders(layers: HeaderLayers, key: string | undefined): RequestHeaders {
  const headers = mergedHeaders(layers, key);
  const known = secretsOf(headers);
  return {
    fields: Object.fromEntries(headers),
    secrets: key === undefined ? known : [key, ...known],
  };
}

export function mergedHeaders(layers: HeaderLayers, key: string | undefined): Headers {
  const bearer = key === undefined ? undefined : { authorization: `Bearer ${key}` };
  return mergeHeaders([bearer, ...layers]);
}

const STANDING = new WeakMap<HeaderLayers, RequestHeaders>();

/**
 * The same for layers that a client sends again and again, worked out once. Only with the client's own
 * key: what a function gave is never kept.
 */
export function standingHeaders(layers: HeaderLayers, key: string | undefined): RequestHeaders {
  let headers = STANDING.get(layers);
  if (headers === undefined) STANDING.set(layers, (headers = requestHeaders(layers, key)));
  return headers;
}
