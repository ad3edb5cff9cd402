/** A body of a refusal, and what a reader has to find in it. */
export interface Envelope {
  readonly id: string;
  readonly contentType: string;
  readonly body: string;
  readonly said: {
    readonly message?: string;
    readonly code?: string;
    readonly type?: string;
    readonly param?: string;
    readonly requestId?: string;
  };
}

const json = (id: string, value: unknown, said: Envelope["said"]): Envelope => ({
  id,
  contentType: "application/json",
  body: JSON.stringify(value),
  said,
});

const message = "the torturer's own words";

/** All shapes of section 5.2 of the wire contract, with its parsing order, and what proxies write. */
export const ENVELOPES: readonly Envelope[] = [
  json(
    "E1",
    { error: { object: "error", type: "invalid_request_error", code: "some_code", message } },
    { message, code: "some_code", type: "invalid_request_error" },
  ),
  json(
    "E2",
    { error: { message, param: "model", code: "SOME_CODE", type: "error" } },
    { message, code: "SOME_CODE", type: "error", param: "model" },
  ),
  json(
    "E3",
    {
      error: { message, param: null, code: "UNAUTHORIZED", type: "error" },
      request_id: "req-of-the-body",
    },
    { message, code: "UNAUTHORIZED", type: "error", requestId: "req-of-the-body" },
  ),
  json(
    "E4",
    { object: "error", type: "invalid_request_error", code: "invalid_request_error", message },
    { message, code: "invalid_request_error", type: "invalid_request_error" },
  ),
  json(
    "E5",
    { error: { message, code: "DEPLOYMENT_SCALING_UP", type: "error" } },
    { message, code: "DEPLOYMENT_SCALING_UP", type: "error" },
  ),
  json("E6", { error: message }, { message }),
  json(
    "E7",
    { detail: [{ loc: ["body", "messages"], msg: message, type: "missing" }] },
    { message },
  ),
  json("E8", { code: 5, message, details: [] }, { message, code: "NOT_FOUND" }),
  json(
    "E9",
    { type: "error", error: { type: "invalid_request_error", message }, request_id: null },
    { message, type: "invalid_request_error" },
  ),
  json(
    "E10",
    { error: { type: "some_type", code: "some_code", message, param: null } },
    { message, code: "some_code", type: "some_type" },
  ),
  json("E11", { error_message: message }, { message }),
  {
    id: "E12-html",
    contentType: "text/html",
    body: `<!doctype html><html><head><title>${message}</title></head><body><h1>Oh no</h1></body></html>`,
    said: { message },
  },
  { id: "E12-empty", contentType: "text/plain", body: "", said: {} },
  { id: "text", contentType: "text/plain; charset=utf-8", body: message, said: { message } },
  json("json-text", message, { message }),
  {
    id: "half-json",
    contentType: "application/json",
    body: `{"error":{"message":"${message}`,
    said: { message },
  },
  json("json-null", null, {}),
  json("json-empty", {}, {}),
  {
    id: "bytes",
    contentType: "application/json",
    body: "\u0000\u0001\uFFFD{]\u0007",
    said: {},
  },
];
