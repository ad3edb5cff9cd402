import type { ServerTimings } from "../server-timings.js";
import type { RateLimitState } from "../rate-limit.js";
import { assignHeaders } from "./answer-headers.js";
import { markErrorClass } from "./error-mark.js";
import { assignDefined, FireworksError } from "./fireworks-error.js";
import type { FireworksErrorInit } from "./fireworks-error.js";

export interface ApiErrorInit extends FireworksErrorInit {
  status?: number;
  type?: string;
  param?: string;
  headers: Headers;
  body?: unknown;
  retryAfterMs?: number;
  rateLimit?: RateLimitState;
}

/**
 * Fireworks, or something in front of it, answered with a refusal. The status classes below it name
 * the usual ones; any other status is this class itself.
 */
export class FireworksApiError extends FireworksError {
  static {
    markErrorClass(this, "FireworksApiError");
  }

  /** HTTP status; undefined for a missing key (nothing was sent) and for a redirect in a browser. */
  declare readonly status?: number;
  /** Fireworks' error type, such as `invalid_request_error`. */
  declare readonly type?: string;
  /** The request field Fireworks names, if it does. */
  declare readonly param?: string;
  /** The answer's headers, without credentials. */
  declare readonly headers: Headers;
  /** The answer's JSON, or the first 2,000 characters of it when it is not JSON. */
  declare readonly body?: unknown;
  /** How long the server asked to wait, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** The rate-limit headers, when any were sent. */
  declare readonly rateLimit?: RateLimitState;
  /** The `fireworks-*` headers, when any were sent. */
  declare readonly timings?: ServerTimings;

  constructor(message: string, init: ApiErrorInit) {
    super(message, init);
    const { status, type, param, body, headers, retryAfterMs, rateLimit } = init;
    assignDefined(this, { status, type, param, retryAfterMs, rateLimit, body });
    assignHeaders(this, headers);
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), headers: Object.fromEntries(this.headers) };
  }
}
