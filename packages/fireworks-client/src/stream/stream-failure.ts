import { redact } from "../errors/redact.js";
import { FireworksStreamError } from "../errors/stream-error.js";
import type { Exchange } from "../http/send.js";
import { toldRefusal } from "../http/told-refusal.js";
import type { ToldRefusal } from "../http/told-refusal.js";
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
  const said: ToldRefusal =
    data === undefined
      ? { message: 'the finish reason is "error"', retryable: false }
      : toldRefusal(data, (text) => redact(text, secrets));
  return new FireworksStreamError({
    reason: "sent-inside",
    detail: said.message,
    code: said.code,
    type: said.type,
    param: said.param,
    body: said.body,
    status: said.status,
    passesFor: said.errorClass,
    hint: said.hint,
    headers: info.headers,
    rateLimit: info.rateLimit,
    requestId: said.requestId ?? info.requestId,
    retryable: isFirst && said.retryable,
  });
}
