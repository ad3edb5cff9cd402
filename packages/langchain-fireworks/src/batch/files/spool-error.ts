import { FireworksError } from "fireworks-client";
import { inputError } from "../../errors/input-error.js";

/** What the file system says, as an error of ours. */
export function spoolError(error: unknown): unknown {
  if (FireworksError.isInstance(error)) return error;
  const said = error instanceof Error ? error.message : String(error);
  return inputError(`The rows could not be kept in a file: ${said.replace(/\.$/, "")}.`, {
    field: "folder",
    code: "spool_failed",
    hint: "Give a `folder` that can be written to and has room for all rows.",
    cause: error,
  });
}
