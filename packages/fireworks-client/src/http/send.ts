import { resolveApiKey } from "../api-key.js";
import type { ClientConfig } from "../config.js";
import { FireworksConfigurationError } from "../errors/configuration-error.js";
import { connectionError } from "../errors/connection-errors.js";
import { FireworksError } from "../errors/fireworks-error.js";
import { redactCause } from "../errors/redact-cause.js";
import { secretsOf } from "../errors/redact.js";
import type { AttemptClock } from "./attempt-clock.js";
import { BodyReader } from "./body-reader.js";
import { mergeHeaders } from "./headers.js";
import type { HeadersInput } from "./headers.js";
import { redirectError, refusalError } from "./refusal.js";
import { responseInfo } from "./response-info.js";
import type { ResponseInfo } from "./response-info.js";

/** One request, ready to be sent as often as it takes. */
export interface OutgoingRequest {
  method: "GET" | "POST";
  url: string;
  body?: string;
  /** From weakest to strongest; `Authorization` is weaker than all of them. */
  headerLayers: readonly (HeadersInput | undefined)[];
}

/** A success whose body is still to be read. */
export interface Exchange {
  info: ResponseInfo;
  body: BodyReader;
  /** Texts that must not appear in an error made from this answer. */
  secrets: readonly string[];
  /** Told what the answer cost, if somebody wants to know. */
  spent?: (usage: unknown) => void;
}

export interface SendContext {
  config: ClientConfig;
  clock: AttemptClock;
  attempt: number;
  onResponse: (info: ResponseInfo) => void;
}

/** Sends one attempt: the only `fetch` of this package. Answers a success or throws our errors. */
export async function send(request: OutgoingRequest, context: SendContext): Promise<Exchange> {
  const { config, clock, attempt, onResponse } = context;
  const key = await clock.guard(() => resolveApiKey(config.apiKey));
  const headers = requestHeaders(request, key);
  const secrets = key === undefined ? secretsOf(headers) : [key, ...secretsOf(headers)];
  const response = await callFetch(request, headers, context, secrets);
  const { info, body } = openResponse(response, { clock, attempt, secrets });
  onResponse(info);
  if (response.ok) return { info, body, secrets };
  if (isRedirect(response)) {
    body.cancel();
    throw redirectError(info);
  }
  const bodyText = await readRefusal(body, clock);
  throw refusalError({ info, bodyText, secrets, nowMs: Date.now() });
}

/** The headers of one attempt; the key is the weakest of them. */
export function requestHeaders(request: OutgoingRequest, key: string | undefined): Headers {
  const bearer = key === undefined ? undefined : { authorization: `Bearer ${key}` };
  return mergeHeaders([bearer, ...request.headerLayers]);
}

async function callFetch(
  { method, url, body }: OutgoingRequest,
  headers: Headers,
  { config, clock }: SendContext,
  secrets: readonly string[],
): Promise<Response> {
  const init = { ...config.fetchOptions, method, headers, body, signal: clock.signal };
  try {
    return await clock.guard(async () => {
      const response = await config.fetch(url, { ...init, redirect: "manual" });
      // A fetch that ignores its signal answers after we gave up: free what it opened.
      if (clock.failure !== undefined) void response.body?.cancel().catch(() => undefined);
      return response;
    });
  } catch (error) {
    if (FireworksError.isInstance(error)) throw error;
    const cause = redactCause(error, secrets);
    throw connectionError(`Could not reach ${new URL(url).origin}`, { cause, retryable: true });
  }
}

interface Opening {
  clock: AttemptClock;
  attempt: number;
  secrets: readonly string[];
}

/** @throws FireworksConfigurationError for what only resembles the platform's `Response` */
function openResponse(response: Response, { clock, attempt, secrets }: Opening) {
  try {
    const info = responseInfo(response, attempt, secrets);
    const body = new BodyReader(response, clock, { requestId: info.requestId, secrets });
    return { info, body };
  } catch (error) {
    throw new FireworksConfigurationError("The fetch function did not give a usable Response", {
      code: "invalid_response",
      field: "fetch",
      hint: "It has to answer like the platform's fetch, with a body nobody else reads.",
      cause: redactCause(error, secrets),
    });
  }
}

/** The statuses that `fetch` would follow; 304 and the others name no place to go to. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A redirect, or what a browser shows instead of one. */
const isRedirect = ({ type, status }: Response): boolean =>
  type === "opaqueredirect" || REDIRECTS.has(status);

/** The body of a refusal. If it breaks off, the status alone has to do; an abort still counts. */
async function readRefusal(body: BodyReader, clock: AttemptClock): Promise<string> {
  try {
    return await body.readErrorText();
  } catch (error) {
    if (clock.failure !== undefined) throw error;
    return "";
  }
}
