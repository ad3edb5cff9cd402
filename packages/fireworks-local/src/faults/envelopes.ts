/** What an error body is made of. */
export interface EnvelopeParts {
  status: number;
  message: string;
  code: string;
  requestId: string;
}

/** The bodies of contract 5.2. */
export type EnvelopeName =
  | "E1"
  | "E2"
  | "E3"
  | "E4"
  | "E5"
  | "E6"
  | "E7"
  | "E8"
  | "E9"
  | "E10"
  | "E11"
  | "E12";

interface Envelope {
  /** The status it was seen with. */
  status: number;
  /** Where its code has a name of its own. */
  code?: string;
  /** An object is JSON, a string HTML. */
  body(parts: EnvelopeParts): unknown;
}

const INVALID = { type: "invalid_request_error", code: "invalid_request_error" };

/** Every shape that a client of Fireworks may meet, whatever the status. */
export const ENVELOPES: Readonly<Record<EnvelopeName, Envelope>> = {
  E1: {
    status: 400,
    code: INVALID.code,
    body: ({ message, code }) => ({ error: { object: "error", ...INVALID, code, message } }),
  },
  E2: {
    status: 404,
    body: ({ message, code }) => ({ error: { message, param: null, code, type: "error" } }),
  },
  E3: {
    status: 401,
    body: ({ message, code, requestId }) => ({
      error: { message, param: null, code, type: "error" },
      request_id: requestId,
    }),
  },
  E4: {
    status: 429,
    code: INVALID.code,
    body: ({ message, code }) => ({ object: "error", ...INVALID, code, message }),
  },
  E5: {
    status: 503,
    body: ({ message, code }) => ({ error: { message, code, type: "error" } }),
  },
  E6: { status: 404, body: ({ message }) => ({ error: message }) },
  E7: {
    status: 422,
    body: ({ message }) => ({
      detail: [{ loc: ["body", "messages"], msg: message, type: "value_error", input: null }],
    }),
  },
  E8: {
    status: 404,
    body: ({ message, status }) => ({ code: GRPC_CODES[status] ?? 2, message, details: [] }),
  },
  E9: {
    status: 400,
    code: INVALID.type,
    body: ({ message, code, requestId }) => ({
      type: "error",
      error: { type: code, message },
      request_id: requestId,
    }),
  },
  E10: {
    status: 400,
    code: "model_not_supported_for_background",
    body: ({ message, code }) => ({ error: { type: INVALID.type, code, message, param: null } }),
  },
  E11: { status: 400, body: ({ message }) => ({ error_message: message }) },
  E12: {
    status: 502,
    body: ({ status, message }) =>
      `<html><head><title>${status} ${message}</title></head>` +
      `<body><center><h1>${status} ${message}</h1></center></body></html>\n`,
  },
};

/** The numbers of gRPC for a status of HTTP. */
const GRPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  409: 6,
  429: 8,
  499: 1,
  500: 13,
  501: 12,
  503: 14,
  504: 4,
};

/** Texts and codes of contract 5.3; where none is known, our own. */
const USUAL: Readonly<Record<number, [message: string, code: string]>> = {
  400: ["Extra inputs are not permitted, field: 'example'", "BAD_REQUEST"],
  401: ["The API key you provided is invalid.", "UNAUTHORIZED"],
  402: ["Payment required: the account is over its spending limit", "PAYMENT_REQUIRED"],
  403: ["The API key you provided is invalid.", "UNAUTHORIZED"],
  404: ["Model not found, inaccessible, and/or not deployed", "NOT_FOUND"],
  405: ["Method not allowed", "METHOD_NOT_ALLOWED"],
  408: ["Request timeout", "REQUEST_TIMEOUT"],
  409: ["resource already exists", "ALREADY_EXISTS"],
  412: ["Account is suspended", "PRECONDITION_FAILED"],
  413: ["Request body is too large", "PAYLOAD_TOO_LARGE"],
  422: ["Field required", "UNPROCESSABLE_ENTITY"],
  425: ["Weight swap in progress", "TOO_EARLY"],
  429: ["rate limit exceeded, please try again later", "RESOURCE_EXHAUSTED"],
  500: ["Internal server error", "INTERNAL_SERVER_ERROR"],
  502: ["Bad gateway", "BAD_GATEWAY"],
  503: [
    "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.",
    "DEPLOYMENT_SCALING_UP",
  ],
  504: ["Gateway timeout", "GATEWAY_TIMEOUT"],
  520: ["Web server is returning an unknown error", "UNKNOWN_ERROR"],
};

/** What Fireworks sends with a status when nothing else is said. */
export function usualEnvelope(status: number, isControlPlane: boolean): EnvelopeName {
  if (status === 401 || status === 403) return "E3";
  if (isControlPlane) return "E8";
  if (status === 422) return "E7";
  if (status === 400 || status === 413 || status === 429) return "E1";
  if (status === 503) return "E5";
  return status === 520 ? "E12" : "E2";
}

/** The body of an envelope, with its own text and code unless others are given. */
export function envelopeBody(
  name: EnvelopeName,
  {
    status,
    message,
    code,
    requestId,
  }: { status: number; requestId: string; message?: string; code?: string },
): unknown {
  const [usualMessage, usualCode] = USUAL[status] ?? [
    `Request failed with status ${status}`,
    "ERROR",
  ];
  const envelope = ENVELOPES[name];
  return envelope.body({
    status,
    requestId,
    message: message ?? usualMessage,
    code: code ?? envelope.code ?? usualCode,
  });
}
