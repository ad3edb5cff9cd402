import type { FireworksApiError } from "../errors/api-error.js";
import { classifyRefusal, isLasting } from "../errors/classify-refusal.js";
import { parseErrorBody } from "../errors/error-body.js";
import type { ErrorBody } from "../errors/error-body.js";
import { hintFor } from "../errors/hints.js";
import { saidStatus } from "../errors/said-status.js";
import { isRetryableStatus } from "./retry.js";

/** A refusal that came without a status line: inside a stream, or as a row of a batch job. */
export interface ToldRefusal extends ErrorBody {
  /** The status class it stands for, when its words or a status tell. */
  errorClass?: typeof FireworksApiError;
  /** What to try. */
  hint?: string;
  /** Whether asking the same again may help. */
  retryable: boolean;
}

/**
 * Reads such a refusal, whatever its shape. Never throws.
 *
 * @param text - as received
 * @param clean - removes secrets. Default: there are none in it
 */
export function toldRefusal(
  text: string,
  clean: (text: string) => string = (text) => text,
): ToldRefusal {
  const said = parseErrorBody(text, clean);
  const status = saidStatus(said);
  if (status === undefined) return { ...said, retryable: false };
  const errorClass = classifyRefusal(status, said);
  const hint = hintFor(errorClass, said.message);
  const retryable = isRetryableStatus(status) && !isLasting(errorClass);
  return { ...said, status, errorClass, hint, retryable };
}
