import type { ErrorEnvelope, GrpcErrorBody } from "fireworks-client/wire";
import type { RequestIssue } from "./request-issue.js";

/** A refused request: thrown by any stage, answered by the app with its status and body. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** What is wrong, part by part; it is kept in the journal. Default: its words, about no field. */
  issues: readonly RequestIssue[];

  constructor(
    readonly status: number,
    readonly body: ErrorEnvelope | GrpcErrorBody,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(messageOf(body));
    this.issues = [{ path: "", message: this.message }];
  }

  /** It is about this field; `advice` says what to do. */
  at(path: string, advice?: string): this {
    this.issues = [{ path, message: this.message, ...(advice !== undefined && { advice }) }];
    return this;
  }
}

function messageOf(body: ErrorEnvelope | GrpcErrorBody): string {
  if (!("error" in body)) return body.message;
  return typeof body.error === "string" ? body.error : body.error.message;
}

/** Envelope E1 of contract 5.2: the inference server's own validation. */
export function invalidRequest(message: string, status = 400): Refusal {
  return new Refusal(status, {
    error: {
      object: "error",
      type: "invalid_request_error",
      code: "invalid_request_error",
      message,
    },
  });
}

/** Envelope E2: the gateway in front of inference. */
export function gatewayError(
  status: number,
  error: { message: string; code: string; param?: string | null },
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  const { message, code, param = null } = error;
  return new Refusal(status, { error: { message, param, code, type: "error" } }, headers).at(
    param ?? "",
  );
}

/** Also for a model that is there, but not deployed, or not yet. */
export function modelNotFound(): Refusal {
  const message = "Model not found, inaccessible, and/or not deployed";
  return gatewayError(404, { message, param: "model", code: "NOT_FOUND" }).at(
    "model",
    "GET /inference/v1/models lists what can be asked here.",
  );
}

/** Envelope E3. */
export function unauthorized(status: 401 | 403, requestId: string): Refusal {
  const error = {
    message: "The API key you provided is invalid.",
    param: null,
    code: "UNAUTHORIZED",
    type: "error",
  };
  return new Refusal(status, { error, request_id: requestId }).at(
    "",
    "Send an accepted key: Authorization: Bearer <key>.",
  );
}
