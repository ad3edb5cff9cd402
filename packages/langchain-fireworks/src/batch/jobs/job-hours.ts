import { inputError } from "../../errors/input-error.js";

/** After how many hours Fireworks ends a job (contract, section 7.3). */
export type JobHours = 12 | 24 | 48 | 72;

const HOURS: readonly JobHours[] = [12, 24, 48, 72];

/** @throws {@link FireworksConfigurationError} for hours that Fireworks does not offer */
export function checkHours(hours: JobHours | undefined): void {
  if (hours === undefined || HOURS.includes(hours)) return;
  throw inputError("`hours` has to be 12, 24, 48 or 72.", {
    field: "hours",
    code: "invalid_option",
  });
}
