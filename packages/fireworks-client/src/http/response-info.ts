import { redactHeaders } from "../errors/redact.js";
import type { FetchResponse } from "./fetch-like.js";
import { parseRateLimit } from "../rate-limit.js";
import type { RateLimitState } from "../rate-limit.js";
import { parseServerTimings } from "../server-timings.js";
import type { ServerTimings } from "../server-timings.js";

/** What an answer said beside its body. */
export interface ResponseInfo {
  status: number;
  headers: Headers;
  requestId?: string;
  /** Undefined when no `x-ratelimit-*` header was sent. */
  rateLimit?: RateLimitState;
  timings: ServerTimings;
  /** How many attempts it took, from 1. */
  attempts: number;
}

/** Where a request id was seen, best first (wire contract, section 1.6). */
const REQUEST_ID_HEADERS = ["x-request-id", "x-fireworks-request-id", "cf-ray"] as const;

export function responseInfo(
  response: Pick<FetchResponse, "status" | "headers">,
  attempts: number,
  secrets: readonly string[],
): ResponseInfo {
  const { headers, fields } = redactHeaders(response.headers, secrets);
  const requestId = REQUEST_ID_HEADERS.map((name) => fields.get(name)).find(Boolean);
  const rateLimit = parseRateLimit(fields);
  return {
    status: response.status,
    headers,
    ...(requestId ? { requestId } : {}),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    timings: parseServerTimings(fields),
    attempts,
  };
}
