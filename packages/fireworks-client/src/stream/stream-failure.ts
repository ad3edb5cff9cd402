import { classifyRefusal, isLasting } from "../errors/classify-refusal.js";
import { parseErrorBody } from "../errors/error-body.js";
import type { ErrorBody } from "../errors/error-body.js";
import { hintFor } from "../errors/hints.js";
import { redact } from "../errors/redact.js";
import { saidStatus } from "../errors/said-status.js";
import { FireworksStreamError } from "../errors/stream-error.js";
import { isRetryableStatus } from "../http/retry.js";
import type { Exchange } from "../http/send.js";
import type { StreamFailure } from "./stream-progress.js";

/** The answer a stream came with, as far as its errors show it. */
export type StreamOrigin = Pick<Exchange, "info" | "secrets">;

export interface FailureState {
  failure: StreamFailure;
  /** Nothing of the answer has been seen: it may be asked for again. */
  isFirst: boolean;
  cause?: unknown;
}

/** How much of what cannot be read is shown. */
const SHOWN_LENGTH = 200;

/** The typed error of a stream that failed. Never throws. */
export function streamFailureError(
  { failure, isFirst, cause }: FailureState,
  origin: StreamOrigin,
): FireworksStreamError {
  const { reason, data } = failure;
  if (reason === "sent-inside") return sentInsideError(failure, isFirst, origin);
  const { headers, rateLimit, requestId } = origin.info;
  return new FireworksStreamError({
    reason,
    detail: data === undefined ? undefined : beginningOf(data, origin.secrets),
    headers,
    rateLimit,
    requestId,
    cause,
    retryable: isFirst && (reason === "empty" || reason === "cut-short"),
  });
}

/** The beginning of a text; secrets are masked first, because half of one would not be found. */
export function beginningOf(text: string, secrets: readonly string[]): string {
  const clean = redact(text, secrets).trim();
  return clean.length > SHOWN_LENGTH ? `${clean.slice(0, SHOWN_LENGTH)}…` : clean;
}

function sentInsideError(
  { data }: StreamFailure,
  isFirst: boolean,
  { info, secrets }: StreamOrigin,
): FireworksStreamError {
  const said: ErrorBody =
    data === undefined
      ? { message: 'the finish reason is "error"' }
      : parseErrorBody(data, (text) => redact(text, secrets));
  const status = saidStatus(said);
  const passesFor = status === undefined ? undefined : classifyRefusal(status, said);
  const passes =
    status !== undefined &&
    passesFor !== undefined &&
    isRetryableStatus(status) &&
    !isLasting(passesFor);
  return new FireworksStreamError({
    reason: "sent-inside",
    detail: said.message,
    code: said.code,
    type: said.type,
    param: said.param,
    body: said.body,
    status,
    passesFor,
    hint: passesFor && hintFor(passesFor, said.message),
    headers: info.headers,
    rateLimit: info.rateLimit,
    requestId: said.requestId ?? info.requestId,
    retryable: isFirst && passes,
  });
}
