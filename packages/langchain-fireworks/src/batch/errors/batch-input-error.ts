import { FireworksConfigurationError, markErrorClass } from "fireworks-client";
import { adoptError } from "../../errors/adopt-error.js";
import type { BadRow } from "../handle/batch-handle.js";

/** How many bad rows an error names. */
const NAMED_ROWS = 100;

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
