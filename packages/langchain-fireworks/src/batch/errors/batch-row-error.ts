import {
  addMarksOf,
  composeMessage,
  FireworksError,
  markErrorClass,
  toldRefusal,
  type ToldRefusal,
} from "fireworks-client";
import { adoptError } from "../../errors/adopt-error.js";
import type { RowKey } from "../handle/custom-id.js";

/**
 * Why a row has no answer:
 *
 * - `refused`: Fireworks gave an error for it
 * - `unusable`: it has an answer without a choice, or one that cannot be read
 * - `missing`: its job ended, and the row is in none of its files
 * - `expired`: its job ran out of time before it
 * - `job-failed`: its job failed, was cancelled or was deleted
 * - `skipped`: it could not be sent (`onBadRow: "skip"`)
 */
export type BatchRowErrorReason =
  | "refused"
  | "unusable"
  | "missing"
  | "expired"
  | "job-failed"
  | "skipped";

/** What is known of a row without an answer. */
export interface BatchRowErrorInit {
  /** Why there is none. */
  reason: BatchRowErrorReason;
  /** Whose row it is. */
  key: RowKey;
  /** What Fireworks says of it, in any shape: an object, a text, nothing. */
  said?: unknown;
  /** A status that stood beside it. */
  status?: number | undefined;
  /** The job that had the row. */
  job?: string | undefined;
}

const HAPPENED: Readonly<Record<BatchRowErrorReason, string>> = {
  refused: "was refused",
  unusable: "has no usable answer",
  missing: "is in no file of its job",
  expired: "was not reached before its job expired",
  "job-failed": "has no answer, because its job has none",
  skipped: "was not sent",
};

const HINTS: Readonly<Partial<Record<BatchRowErrorReason, string>>> = {
  unusable: "retryFailed() asks again.",
  missing: "retryFailed() asks again.",
  expired: "wait() continues expired jobs; retryFailed() makes new ones.",
  "job-failed": "status() says why; retryFailed() makes a new job of its rows.",
};

/** Asking again may help. What is refused says so itself, a job's failure does not pass by itself. */
const PASSING: ReadonlySet<BatchRowErrorReason> = new Set(["unusable", "missing", "expired"]);

/**
 * One row of a batch has no answer. An error that Fireworks gave passes for the class of the same refusal
 * too: a prompt that is too long is a `FireworksContextOverflowError` as well.
 */
export class BatchRowError extends FireworksError {
  static {
    markErrorClass(this, "BatchRowError");
  }

  /** Why the row has no answer. */
  declare readonly reason: BatchRowErrorReason;
  /** The place of the row among the inputs, from 0. */
  declare readonly index: number;
  /** Your id of it, if you gave `idOf`. */
  declare readonly id?: string;
  /** The HTTP status that Fireworks names, or that its words stand for. */
  declare readonly status?: number;
  /** Fireworks' error type, such as `invalid_request_error`. */
  declare readonly type?: string;
  /** The request field that Fireworks names. */
  declare readonly param?: string;
  /** What Fireworks said, as it came. */
  declare readonly body?: unknown;
  /** The job that had the row. */
  declare readonly job?: string;

  constructor(init: BatchRowErrorInit) {
    const { reason, key, job } = init;
    const told = toldBy(init);
    const hint = told.hint ?? HINTS[reason];
    const row = key.id === undefined ? `Row ${key.index}` : `Row ${key.index} (${key.id})`;
    const message = composeMessage({
      happened: `${row} ${HAPPENED[reason]}`,
      ...(told.message !== undefined && { said: told.message }),
      ...(told.status !== undefined && { status: told.status }),
      ...(told.requestId !== undefined && { requestId: told.requestId }),
      ...(hint !== undefined && { hint }),
    });
    super(message, {
      code: told.code ?? `row_${reason.replace("-", "_")}`,
      retryable: told.retryable || PASSING.has(reason),
      ...(hint !== undefined && { hint }),
      ...(told.requestId !== undefined && { requestId: told.requestId }),
    });
    const { status, type, param, body } = told;
    for (const [name, value] of Object.entries({
      reason,
      index: key.index,
      id: key.id,
      status,
      type,
      param,
      body,
      job,
    })) {
      if (value !== undefined) Object.assign(this, { [name]: value });
    }
    if (told.errorClass !== undefined) addMarksOf(told.errorClass, this);
    adoptError(this, {});
  }
}

function toldBy({ said, status }: BatchRowErrorInit): ToldRefusal {
  if (said === undefined) return { retryable: false };
  const isObject = typeof said === "object" && said !== null && !Array.isArray(said);
  // A status beside the error counts where the error names none.
  const whole = isObject && status !== undefined ? { status, ...said } : said;
  const told = toldRefusal(typeof whole === "string" ? whole : JSON.stringify(whole));
  return told.status === undefined && status !== undefined ? { ...told, status } : told;
}
