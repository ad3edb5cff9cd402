import type { BatchInputRow } from "fireworks-client/wire";
import { inputError } from "../../errors/input-error.js";
import { bodyProblem, knownBodyProblem } from "./body-rules.js";

/** More than any documented request has: images in it may take 10 MB (section 2.2 of the contract). */
export const MOST_ROW_BYTES: number = 32 * 1024 * 1024;

/** What is refused in a row. */
export interface RowRules {
  /** Its size at most, in bytes. */
  maxRowBytes: number;
  /** Let fields pass that no source names. */
  allowUnknownFields: boolean;
}

/** @throws {@link FireworksConfigurationError} for a body that would fail the whole job */
export function checkBody(body: BatchInputRow["body"], { allowUnknownFields }: RowRules): void {
  const problem = allowUnknownFields ? knownBodyProblem(body) : bodyProblem(body);
  if (problem === undefined) return;
  throw inputError(`The request would be refused: ${problem}.`, {
    field: /^[\w.]+/.exec(problem)?.[0] ?? "body",
    code: "bad_row",
    hint: "One row like this fails a whole job.",
  });
}

/** @throws {@link FireworksConfigurationError} for a line that is larger than a row may be */
export function checkSize(bytes: number, { maxRowBytes }: RowRules): void {
  if (bytes <= maxRowBytes) return;
  throw inputError(`The row has ${bytes} bytes, and ${maxRowBytes} are the most.`, {
    field: "input",
    code: "row_too_large",
    hint: "Shorten the input, or give media by their addresses.",
  });
}
