import { REDACTED } from "../safety/secrets.js";

/**
 * Names of headers and query parameters that carry what opens a door. `…-time-to-first-token` is a
 * duration.
 */
const SECRET_NAME =
  /authorization|cookie|api[-_]?key|^key$|(?:^|(?<!-first)[-_])token$|secret|password|signature|credential/i;

/** Lower-case names, secrets taken out. */
export function redactedHeaders(headers: Headers): Record<string, string> {
  return redactedPairs(headers);
}

export function redactedQuery(query: URLSearchParams): Record<string, string> {
  return redactedPairs(query);
}

function redactedPairs(pairs: Iterable<[string, string]>): Record<string, string> {
  const safe = [...pairs].map(([name, value]): [string, string] => [
    name,
    SECRET_NAME.test(name) ? REDACTED : value,
  ]);
  return Object.fromEntries(safe);
}
