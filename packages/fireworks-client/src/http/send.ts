import { resolveApiKey } from "../api-key.js";
import type { ClientConfig } from "../config.js";
import { FireworksConfigurationError } from "../errors/configuration-error.js";
import { connectionError } from "../errors/connection-errors.js";
import { FireworksError } from "../errors/fireworks-error.js";
import { redactCause } from "../errors/redact-cause.js";
import { secretsOfSignedUrl } from "../errors/redact.js";
import type { AttemptClock } from "./attempt-clock.js";
import { BodyReader } from "./body-reader.js";
import type { OpenPayload, Payload } from "./payload.js";
import { redirectError, refusalError } from "./refusal.js";
import type { Refusal } from "./refusal.js";
import type { FetchResponse } from "./fetch-like.js";
import { requestHeaders, standingHeaders } from "./request-headers.js";
import type { HeaderLayers, RequestHeaders } from "./request-headers.js";
import { responseInfo } from "./response-info.js";
import type { ResponseInfo } from "./response-info.js";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request, ready to be sent as often as it takes. */
export interface OutgoingRequest {
  method: HttpMethod;
  url: string;
  body?: string;
  /** Bytes instead of `body`. */
  payload?: Payload;
  /** Who is asked; this decides what goes along, and what is advised when it is refused. */
  plane: Plane;
  /** The same array stands for the same headers. */
  headerLayers: HeaderLayers;
}

/**
 * `storage` are signed addresses (wire contract, section 7.2). The address itself is the secret; the key
 * and the headers of users, which may hold others, never go there.
 */
export type Plane = "inference" | "control" | "storage";

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
  const { clock, attempt, onResponse } = context;
  const { plane, url } = request;
  const ready = headersOf(request, context);
  const { fields, secrets } = ready instanceof Promise ? await ready : ready;
  const payload = request.payload?.open();
  try {
    const response = await callFetch({ request, fields, secrets, payload }, context);
    const { info, body } = openResponse(response, { clock, attempt, secrets });
    onResponse(info);
    if (response.ok) return { info, body, secrets };
    const refusal: Omit<Refusal, "bodyText"> = { info, secrets, nowMs: Date.now(), plane, url };
    if (isRedirect(response)) {
      body.cancel();
      throw redirectError(refusal);
    }
    throw refusalError({ ...refusal, bodyText: await readRefusal(body, clock) });
  } catch (error) {
    payload?.release();
    throw error;
  }
}

/** A key that is a text is known at once: a promise for it would be one more for every call. */
function headersOf(
  { plane, url, headerLayers }: OutgoingRequest,
  { config: { apiKey }, clock }: SendContext,
): RequestHeaders | Promise<RequestHeaders> {
  if (plane === "storage") {
    const { fields } = requestHeaders(headerLayers, undefined);
    return { fields, secrets: secretsOfSignedUrl(url) };
  }
  if (typeof apiKey !== "function") return standingHeaders(headerLayers, apiKey);
  return clock.guard(() => resolveApiKey(apiKey)).then((key) => requestHeaders(headerLayers, key));
}

/** One attempt, ready to leave. */
interface OpenRequest extends RequestHeaders {
  request: OutgoingRequest;
  payload: OpenPayload | undefined;
}

async function callFetch(
  open: OpenRequest,
  { config, clock }: SendContext,
): Promise<FetchResponse> {
  const { payload, secrets } = open;
  const { url } = open.request;
  const { signal } = clock;
  const init = fetchInit(open, config);
  if (signal !== undefined) init.signal = signal;
  try {
    return await clock.guard(async () => {
      const response = await config.fetch(url, init);
      // A fetch that ignores its signal answers after we gave up: free what it opened.
      if (clock.failure !== undefined) void response.body?.cancel().catch(() => undefined);
      return response;
    });
  } catch (error) {
    const failure = clock.failure ?? payload?.failure;
    if (failure !== undefined) throw failure;
    if (FireworksError.isInstance(error)) throw error;
    if (isRefusedRedirect(error)) return Response.error();
    const cause = redactCause(error, secrets);
    throw connectionError(`Could not reach ${new URL(url).origin}`, { cause, retryable: true });
  }
}

/** What `fetch` is called with. */
export interface PlainInit extends RequestInit {
  headers: RequestHeaders["fields"];
}

function fetchInit(open: OpenRequest, { fetchOptions }: ClientConfig): PlainInit {
  const { request, fields, payload } = open;
  const { method, plane } = request;
  const body = (payload?.body ?? request.body) as BodyInit;
  const init: PlainInit = { ...fetchOptions, method, headers: { ...fields }, body };
  // Cookies are credentials too.
  if (plane === "storage") delete init.credentials;
  if (body instanceof ReadableStream) return Object.assign(init, STREAMED);
  init.redirect = "manual";
  return init;
}

/**
 * A stream can only be sent by halves: first the request, then the answer. Unless redirects are errors,
 * Node's fetch keeps a copy of all that was sent, to send it again (seen in Node 20.20): an upload of a
 * gigabyte would take a gigabyte of memory.
 */
const STREAMED = { duplex: "half", redirect: "error" } as const;

/** In the words of Node's fetch; no other one tells why. */
const isRefusedRedirect = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  error.cause.message === "unexpected redirect";

interface Opening {
  clock: AttemptClock;
  attempt: number;
  secrets: readonly string[];
}

/** @throws FireworksConfigurationError for what only resembles the platform's `Response` */
function openResponse(response: FetchResponse, { clock, attempt, secrets }: Opening) {
  try {
    const info = responseInfo(response, attempt, secrets);
    const body = new BodyReader(response, clock, { requestId: info.requestId, secrets });
    return { info, body };
  } catch (error) {
    abandon(response);
    throw new FireworksConfigurationError("The fetch function did not give a usable Response", {
      code: "invalid_response",
      field: "fetch",
      hint: "It has to answer like the platform's fetch, with a body nobody else reads.",
      cause: redactCause(error, secrets),
    });
  }
}

/** Nobody will read it: closes the connection. Of what only resembles a response, as far as it can be. */
function abandon({ body }: Partial<FetchResponse>): void {
  const cancelBody = async (): Promise<void> => body?.cancel();
  void cancelBody().catch(() => undefined);
}

/** The statuses that `fetch` would follow; 304 and the others name no place to go to. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A redirect, or what is shown instead of one that is not followed. */
const isRedirect = ({ type, status }: FetchResponse): boolean =>
  type === "opaqueredirect" || type === "error" || REDIRECTS.has(status);

/** The body of a refusal. If it breaks off, the status alone has to do; an abort still counts. */
async function readRefusal(body: BodyReader, clock: AttemptClock): Promise<string> {
  try {
    return await body.readErrorText();
  } catch (error) {
    if (clock.failure !== undefined) throw error;
    return "";
  }
}
