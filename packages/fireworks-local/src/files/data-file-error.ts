/** A file of scripts or faults that cannot be used. The message names file, line and what is expected. */
export class DataFileError extends Error {
  override readonly name = "DataFileError";

  /** `problems` are whole lines, each with its place. */
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
