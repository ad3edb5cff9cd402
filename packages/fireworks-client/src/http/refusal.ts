import { FireworksApiError } from "../errors/api-error.js";
import { classifyRefusal, isLasting } from "../errors/classify-refusal.js";
import { parseErrorBody } from "../errors/error-body.js";
import { composeMessage } from "../errors/error-message.js";
import { hintFor } from "../errors/hints.js";
import { redact } from "../errors/redact.js";
import { saidStatus } from "../errors/said-status.js";
import type { ResponseInfo } from "./response-info.js";
import { decideByStatus } from "./retry.js";
import { parseRetryAfterMs } from "./retry-after.js";
import type { Plane } from "./send.js";
import { storageRedirect, storageRefusal } from "./storage-refusal.js";

export interface Refusal {
  info: ResponseInfo;
  bodyText: string;
  secrets: readonly string[];
  nowMs: number;
  /** Who refused. Default: inference. */
  plane?: Plane;
  /** What was asked. */
  url?: string;
}

/** The typed error for an answer that is a refusal. Never throws. */
export function refusalError(refusal: Refusal): FireworksApiError {
  const { info, bodyText, secrets, nowMs, plane } = refusal;
  if (plane === "storage") return storageRefusal(refusal);
  const { headers, rateLimit } = info;
  const said = parseErrorBody(bodyText, (text) => redact(text, secrets));
  // An error in the body of a success counts as what it says it is.
  const status = info.status >= 300 ? info.status : (saidStatus(said) ?? info.status);
  const ErrorClass = classifyRefusal(status, said);
  const retryAfterMs = parseRetryAfterMs(headers, nowMs);
  const requestId = said.requestId ?? info.requestId;
  const hint = hintFor(ErrorClass, said.message, plane);
  const happened = status >= 500 ? "Fireworks failed" : "Fireworks refused the request";
  const message = composeMessage({ happened, said: said.message, status, requestId, hint });
  return new ErrorClass(message, {
    status,
    headers,
    requestId,
    hint,
    retryAfterMs,
    rateLimit,
    code: said.code,
    type: said.type,
    param: said.param,
    body: said.body,
    retryable: decideByStatus({ status, headers, lasting: isLasting(ErrorClass), retryAfterMs }),
  });
}

/** A success whose body is not what was asked for. */
export function unreadableAnswerError(refusal: Refusal): FireworksApiError {
  const { info, bodyText, secrets } = refusal;
  const said = parseErrorBody(bodyText, (text) => redact(text, secrets));
  const { status, headers, requestId } = info;
  const hint = "Check that the base URL points at Fireworks and that no proxy rewrites the answer.";
  const happened = "The answer is not the JSON object that was expected";
  const start = said.message?.slice(0, 200);
  const message = composeMessage({ happened, said: start, status, requestId, hint });
  const code = "invalid_response";
  return new FireworksApiError(message, {
    status,
    headers,
    requestId,
    hint,
    code,
    body: said.body,
  });
}

/**
 * A redirect is refused: following it could carry the key to another host. A browser hides status
 * and target of a redirect that is not followed.
 */
export function redirectError(refusal: Omit<Refusal, "bodyText">): FireworksApiError {
  if (refusal.plane === "storage") return storageRedirect(refusal);
  const { status, headers, requestId } = refusal.info;
  const target = redirectTarget(headers.get("location"));
  const hint = "Set baseURL to the address that answers directly.";
  const happened = `The server redirects${target}, which is not followed so that the API key stays here`;
  const seen = status === 0 ? undefined : status;
  const message = composeMessage({ happened, status: seen, requestId, hint });
  return new FireworksApiError(message, {
    status: seen,
    headers,
    requestId,
    hint,
    code: "redirect_refused",
  });
}

function redirectTarget(location: string | null): string {
  if (location === null || !URL.canParse(location)) return "";
  return ` to ${new URL(location).origin}`;
}
