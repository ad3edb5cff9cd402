import { FireworksError, markErrorClass } from "fireworks-client";
import { adoptError } from "../../errors/adopt-error.js";

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
