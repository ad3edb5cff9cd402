import { isRecord } from "../json/is-record.js";
import { type AdaptedApi, adaptedApiOf } from "./adapted-path.js";
import type { NamedEvent } from "./named-event.js";

/** What was refused, in any of the envelopes of contract 5.2. */
export interface RefusedAnswer {
  status: number;
  body: unknown;
  requestId: string;
}

/** What all envelopes say, however they say it. */
export interface ErrorFacts {
  status: number;
  message: string;
  code: string;
  param: string | null;
  requestId: string;
}

/** The body of a refusal as the endpoint at `path` says it: as it is, but E9 on messages, E10 on responses. */
export function inWordsOf(path: string, refused: RefusedAnswer): unknown {
  const api = adaptedApiOf(path);
  return api === undefined ? refused.body : ERROR_BODIES[api](errorFacts(refused));
}

const ERROR_BODIES: Readonly<Record<AdaptedApi, (facts: ErrorFacts) => object>> = {
  messages: ({ status, message, requestId }) => ({
    type: "error",
    error: { type: typeOf(status, MESSAGES_TYPES), message },
    request_id: requestId,
  }),
  responses: ({ status, message, code, param }) => ({
    error: { type: typeOf(status, RESPONSES_TYPES), code, message, param },
  }),
};

/** How a stream says that it failed. */
export const ERROR_EVENTS: Readonly<Record<AdaptedApi, (facts: ErrorFacts) => NamedEvent>> = {
  messages: (facts) => ({ ...ERROR_BODIES.messages(facts), type: "error" }),
  responses: ({ code, message }) => ({
    type: "response.failed",
    response: { object: "response", status: "failed", output: [], error: { code, message } },
  }),
};

/** The types of the Messages file, by status. */
const MESSAGES_TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  408: "timeout_error",
  429: "rate_limit_error",
  500: "api_error",
  503: "overloaded_error",
  504: "timeout_error",
};

/** No source lists those of Responses; OpenAI's words, which its clients read. */
const RESPONSES_TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  500: "server_error",
};

function typeOf(status: number, types: Readonly<Record<number, string>>): string {
  return types[status] ?? (status < 500 ? "invalid_request_error" : (types[500] ?? ""));
}

/** Read out of an object under `error`, a text there, or the top level. */
export function errorFacts({ status, body, requestId }: RefusedAnswer): ErrorFacts {
  const top = isRecord(body) ? body : {};
  const inner = isRecord(top["error"]) ? top["error"] : top;
  const words = [inner["message"], top["error"], body].find(isText);
  const { code, param } = inner;
  return {
    status,
    message: words ?? `Request failed with status ${status}`,
    code: isText(code) ? code : (CODES[status] ?? "ERROR"),
    param: isText(param) ? param : null,
    requestId,
  };
}

const CODES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "UNAUTHORIZED",
  404: "NOT_FOUND",
  429: "rate_limit_exceeded",
  500: "INTERNAL_SERVER_ERROR",
};

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
