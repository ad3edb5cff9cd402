import type { RecordedRequest } from "./journal/recorded-request.js";
import type { RequestLimits } from "./requests/read-request.js";
import { SCOPE_HEADER, scopeKey } from "./server/scopes.js";
import type { Scope } from "./server/scope.js";

/** A part of the server that belongs to one test: requests with its key or its header meet no others. */
export interface LocalScope {
  /** Empty for the scope of all requests that name none. */
  readonly name: string;
  /** Given to a client as its API key, it leads here. */
  readonly apiKey: string;
  /** Sent with a request, they lead here whatever its key is. */
  readonly headers: Readonly<Record<string, string>>;
  /** The journal, oldest first; `requests.length = 0` empties it. */
  readonly requests: RecordedRequest[];
  /** What requests are held to here: the options of these names, which may be changed at any time. */
  readonly limits: RequestLimits;
}

export function toLocalScope(scope: Scope): LocalScope {
  const { name, requests, limits } = scope;
  return {
    name,
    apiKey: name === "" ? "fw_local" : scopeKey(name),
    headers: name === "" ? {} : { [SCOPE_HEADER]: name },
    requests,
    limits,
  };
}
