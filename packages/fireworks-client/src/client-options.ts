import type { ApiKeySource } from "./api-key.js";
import type { FetchLike } from "./http/fetch-like.js";
import type { HeadersInput } from "./http/headers.js";
import type { ResponseInfo } from "./http/response-info.js";
import type { RetryInfo } from "./http/retry.js";
import type { Logger, LogLevel } from "./log.js";
import type { CallGate } from "./pacing/gate.js";

/** Three clocks, each for one attempt, in milliseconds. `undefined` and `null` mean no limit. */
export interface TimeoutOptions {
  /** From the start to the end of the whole answer or stream. Default: none. */
  timeout?: number | null;
  /** Until the first byte of the body, for a stream until the first event. Default: none. */
  firstByteTimeout?: number | null;
  /** Silence between two packets of a stream; comments count as life. Default: none. */
  streamIdleTimeout?: number | null;
}

/** Functions that watch. What they throw, or reject with if async, is logged and ignored. */
export interface Observers {
  /** Sees every attempt that failed and will be retried. */
  onRetry?: (info: RetryInfo) => void;
  /** Sees status and headers of every response, refusals too. */
  onResponse?: (info: ResponseInfo) => void;
}

export interface FireworksClientOptions extends TimeoutOptions, Observers {
  /**
   * Default: `FIREWORKS_API_KEY`. A function is called for every attempt and its result never kept.
   * Without a key, a base URL that is not Fireworks' own is called without `Authorization`.
   */
  apiKey?: ApiKeySource;
  /**
   * The URL to which `/chat/completions` is appended. Default: `FIREWORKS_BASE_URL`, then
   * `FIREWORKS_API_BASE`, then `https://api.fireworks.ai/inference/v1`.
   */
  baseURL?: string;
  /** Default: `FIREWORKS_ACCOUNT_ID`. */
  accountId?: string;
  /** Attempts after the first. Default 2; 0 and `null` mean one attempt. */
  maxRetries?: number | null;
  /**
   * Decides when calls that name a model may be sent: a `Pacer`, one for all clients of an account.
   * Default: none, calls are sent at once.
   */
  pacer?: CallGate | null;
  /** Sent with every request, over `FIREWORKS_CUSTOM_HEADERS`; `null` removes a header. */
  defaultHeaders?: HeadersInput;
  /**
   * Any `fetch`, or a function that does as much of it as is needed, such as `undiciFetch()` of
   * `fireworks-client/undici`. Default: the global `fetch`, looked up at each call.
   */
  fetch?: FetchLike;
  /** Passed to `fetch` (a dispatcher, `keepalive`…). `redirect` is always "manual". */
  fetchOptions?: Omit<RequestInit, "method" | "body" | "headers" | "signal">;
  /** Put before this package's own name in `User-Agent`, which browsers do not get. */
  userAgent?: string;
  /** Allows a literal key in a browser, where every visitor can read it. Default false. */
  dangerouslyAllowBrowser?: boolean;
  /** Default: `FIREWORKS_LOG`, else "off". The key is never logged, nor are messages. */
  logLevel?: LogLevel;
  /** Default: `console`. */
  logger?: Logger;
}

/** Options of one call. A given value, `null` included, wins over the client's. */
export interface RequestOptions extends TimeoutOptions, Observers {
  signal?: AbortSignal;
  maxRetries?: number | null;
  /** Over the client's; `null` sends at once. */
  pacer?: CallGate | null;
  /** Which calls go in order; lanes take turns. Any value. Default: all calls that name none are one lane. */
  paceLane?: unknown;
  /** Over the client's headers; `null` removes one. */
  headers?: HeadersInput;
  /** Headers that give way: sent only where neither the client's headers nor the call's name them. */
  fallbackHeaders?: HeadersInput;
}

/** Options of one streamed call. */
export interface StreamRequestOptions extends RequestOptions {
  /** Accept a stream that ends before its finish reason. Default false. */
  allowIncompleteStream?: boolean;
  /** The longest event, in UTF-16 code units. Default 16 Mi. */
  maxEventLength?: number;
}
