import { FireworksConfigurationError, FireworksError, markErrorClass } from "fireworks-client";
import { adoptError } from "../../errors/adopt-error.js";
import type { BatchHandle } from "../handle/batch-handle.js";

/** An input that cannot be a row of a batch. */
export interface BadRow {
  /** Its place among the inputs, from 0. */
  index: number;
  /** Your id of it, if you gave `idOf`. */
  id?: string;
  /** What is wrong with it. */
  message: string;
  /** The same for programs. */
  code?: string;
}

/** How many bad rows an error names. */
export const NAMED_ROWS = 100;

/**
 * Inputs that Fireworks would refuse, found before anything was sent: one bad row fails a whole job.
 * `rows` names the first 100, `count` is how many there are.
 */
export class BatchInputError extends FireworksConfigurationError {
  static {
    markErrorClass(this, "BatchInputError");
  }

  /** The first 100, in their order. */
  readonly rows: readonly BadRow[];
  /** How many there are. */
  readonly count: number;

  constructor(rows: readonly BadRow[], count: number, cause?: unknown) {
    super(`${count} of the inputs cannot be sent: ${named(rows, count)}`, {
      code: "bad_rows",
      field: "inputs",
      hint: 'Put them right, or leave them out with `onBadRow: "skip"`; nothing was sent.',
      cause,
    });
    this.rows = rows.slice(0, NAMED_ROWS);
    this.count = count;
    adoptError(this, {});
  }
}

function named(rows: readonly BadRow[], count: number): string {
  const said = rows.slice(0, 3).map(({ index, id, message }) => {
    return `input ${index}${id === undefined ? "" : ` (${id})`}: ${message.replace(/[.\s]+$/, "")}`;
  });
  return `${said.join("; ")}${count > said.length ? `; and ${count - said.length} more` : ""}.`;
}

/** There is something of that name already, and it is not what was to be made. */
export class BatchConflictError extends FireworksError {
  static {
    markErrorClass(this, "BatchConflictError");
  }

  /** The id of the dataset or the job. */
  readonly resource: string;

  constructor(resource: string, happened: string, hint: string) {
    super(`${happened} ${hint}`, { code: "batch_id_taken", hint });
    this.resource = resource;
    adoptError(this, {});
  }
}

/** What an error of `submit` carries. */
export interface SubmitErrorFields {
  /**
   * The batch as far as it came: what it names may be there in part. Submitting the same inputs again goes
   * on from there. Absent as long as nothing was sent.
   */
  handle?: BatchHandle;
}

/** Hands out an error with the handle of what was made before it. */
export function withHandle<Thrown>(error: Thrown, handle: BatchHandle | undefined): Thrown {
  if (handle === undefined || !(error instanceof Error)) return error;
  return Object.defineProperty(error, "handle", { value: handle, configurable: true });
}
