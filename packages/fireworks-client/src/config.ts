import type { ApiKeySource } from "./api-key.js";
import { checkApiKey } from "./api-key.js";
import { DEFAULT_BASE_URL, isFireworksHost, normalizeBaseURL } from "./base-url.js";
import type { FireworksClientOptions, Observers } from "./client-options.js";
import {
  FireworksConfigurationError,
  FireworksMissingApiKeyError,
} from "./errors/configuration-error.js";
import type { ClockLimits } from "./http/attempt-clock.js";
import { TAKES_PLAIN_HEADERS } from "./http/fetch-like.js";
import type { FetchLike, FetchResponse } from "./http/fetch-like.js";
import type { PlainInit } from "./http/send.js";
import { headerPairs, mergeHeaders, parseCustomHeaders } from "./http/headers.js";
import type { HeadersInput } from "./http/headers.js";
import { resolveLimits, resolveMaxRetries } from "./limits.js";
import { checkLogLevel, createLog, logLevelFromEnvironment } from "./log.js";
import type { Log } from "./log.js";
import type { CallGate } from "./pacing/gate.js";
import { isServerRuntime } from "./runtime.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The options after defaults, environment and checks. */
export interface ClientConfig extends Observers {
  apiKey: ApiKeySource | undefined;
  baseURL: string;
  accountId: string | undefined;
  limits: ClockLimits;
  maxRetries: number;
  /** Custom headers of the environment and the options; `null` removes a built-in one. */
  headerLayers: HeadersInput[];
  userAgent: string | undefined;
  fetch: (url: string, init: PlainInit) => Promise<FetchResponse>;
  fetchOptions: FireworksClientOptions["fetchOptions"];
  /** Undefined when nothing is logged. */
  log: Log | undefined;
  pacer: CallGate | null | undefined;
}

const DEFAULT_MAX_RETRIES = 2;

/** The only look at the process environment. Empty where there is none or it may not be read. */
export function readEnvironment(): Environment {
  try {
    const { process } = globalThis as { process?: { env?: Environment } };
    return process?.env ?? {};
  } catch {
    return {};
  }
}

/** Options over environment over defaults. Pure; reads only FIREWORKS_* names. */
export function resolveConfig(options: FireworksClientOptions, env: Environment): ClientConfig {
  const baseURL = resolveBaseURL(options, env);
  const customHeaders = fromEnvironment(env, "FIREWORKS_CUSTOM_HEADERS");
  const headerLayers = [
    ...(customHeaders === undefined ? [] : [parseCustomHeaders(customHeaders)]),
    ...(options.defaultHeaders === undefined ? [] : [headerPairs(options.defaultHeaders)]),
  ];
  // Reports a bad header now instead of at the first call. The first `Headers` of a process makes Node
  // load all of its fetch, which takes longer than loading this package: none is made in vain.
  if (headerLayers.length > 0) mergeHeaders(headerLayers);
  const { logLevel } = options;
  const level =
    logLevel === undefined ? logLevelFromEnvironment(env.FIREWORKS_LOG) : checkLogLevel(logLevel);
  return {
    apiKey: resolveKeySource(options, env, baseURL),
    baseURL,
    accountId: options.accountId ?? fromEnvironment(env, "FIREWORKS_ACCOUNT_ID"),
    limits: resolveLimits(options, {}),
    maxRetries: resolveMaxRetries(options.maxRetries, DEFAULT_MAX_RETRIES),
    headerLayers,
    fetch:
      options.fetch === undefined
        ? (url, init) => globalThis.fetch(url, init)
        : withHeaders(options.fetch),
    fetchOptions: options.fetchOptions,
    userAgent: options.userAgent,
    log: createLog(level, options.logger),
    onRetry: options.onRetry,
    onResponse: options.onResponse,
    pacer: options.pacer,
  };
}

/** A function of the user's own may want to read or to change headers, as `Headers` lets it. */
const withHeaders = (fetch: FetchLike): ClientConfig["fetch"] =>
  TAKES_PLAIN_HEADERS in fetch
    ? (fetch as unknown as ClientConfig["fetch"]) // the mark says so
    : (url, init) => fetch(url, { ...init, headers: new Headers(init.headers) });

function resolveBaseURL(options: FireworksClientOptions, env: Environment): string {
  if (options.baseURL !== undefined) return normalizeBaseURL(options.baseURL);
  for (const name of ["FIREWORKS_BASE_URL", "FIREWORKS_API_BASE"]) {
    const value = fromEnvironment(env, name);
    if (value !== undefined) return normalizeBaseURL(value, name);
  }
  return DEFAULT_BASE_URL;
}

function resolveKeySource(
  options: FireworksClientOptions,
  env: Environment,
  baseURL: string,
): ApiKeySource | undefined {
  const key = options.apiKey ?? fromEnvironment(env, "FIREWORKS_API_KEY");
  if (typeof key === "function") return key;
  if (key === undefined) {
    if (!isFireworksHost(baseURL)) return undefined;
    throw new FireworksMissingApiKeyError("There is no API key for Fireworks");
  }
  checkApiKey(key);
  if (isBrowser() && options.dangerouslyAllowBrowser !== true) {
    throw new FireworksConfigurationError(
      "A literal API key in a browser is readable by everyone",
      {
        code: "key_in_browser",
        field: "apiKey",
        hint: "Call your own server, pass a function that fetches a short-lived key, or set dangerouslyAllowBrowser: true.",
      },
    );
  }
  return key;
}

/**
 * A page, or a worker of one. Servers that copy the workers' interface (Cloudflare, Deno) have no page's
 * `location`, or name themselves.
 */
function isBrowser(): boolean {
  if ("window" in globalThis && "document" in globalThis) return true;
  const isWorker = WORKER_SCOPES.some((name) => name in globalThis);
  return isWorker && "location" in globalThis && !isServerRuntime();
}

const WORKER_SCOPES = [
  "DedicatedWorkerGlobalScope",
  "SharedWorkerGlobalScope",
  "ServiceWorkerGlobalScope",
] as const;

/** Blank counts as unset: shells and CI systems cannot always remove a variable. */
function fromEnvironment(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === undefined || value.trim() === "" ? undefined : value;
}
