import { bearerKey, readScopeKey } from "../server/scope-key.js";
import type { Target } from "./target.js";

/** What Fireworks reads (contract 1.5); engines of others get none of it. */
const FIREWORKS_HEADERS = [
  "x-session-affinity",
  "x-multi-turn-session-id",
  "x-prompt-cache-isolation-key",
  "fireworks-model",
  "fireworks-deployment",
];

/** Cookies, the client's telemetry and this server's own headers stay here. */
export function requestHeaders(
  target: Target,
  { headers, requestId }: { headers: Headers; requestId: string },
): Record<string, string> {
  const isFireworks = target.dialect === "fireworks";
  const authorization = target.authorization ?? (isFireworks ? callersKey(headers) : undefined);
  const passed = isFireworks ? FIREWORKS_HEADERS : [];
  return {
    "content-type": "application/json",
    "x-request-id": requestId,
    ...(authorization === undefined ? {} : { authorization }),
    ...Object.fromEntries(
      passed.flatMap((name) => {
        const value = headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ),
  };
}

/**
 * For Fireworks alone: a key for Fireworks is nobody else's business. One that only names a scope of
 * this server means nothing elsewhere.
 */
function callersKey(headers: Headers): string | undefined {
  return readScopeKey(bearerKey(headers) ?? "") === undefined
    ? (headers.get("authorization") ?? undefined)
    : undefined;
}
