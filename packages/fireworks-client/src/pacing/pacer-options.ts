import { FireworksConfigurationError } from "../errors/configuration-error.js";
import type { SharedBudget } from "./shared-budget.js";
import type { PaceInfo } from "./pace-state.js";

/** How a {@link Pacer} lets calls through. */
export interface PacerOptions {
  /** Calls of one model in flight at most, 1 or more. Default 256. */
  maxInFlight?: number | undefined;
  /** Calls of one model in flight until the first answers say what there is, 1 or more. Default 4. */
  firstCalls?: number | undefined;
  /**
   * How often one call that a rate limit (429) refused waits and is sent again, beside its retries. 0
   * leaves 429s to `maxRetries`. Default 20.
   */
  maxRefusals?: number | undefined;
  /** Told of every call that had to wait, when it may go. What it throws is ignored. */
  onPace?: ((info: PaceInfo) => void) | undefined;
  /** A budget shared with pacers elsewhere. Default: none; every pacer thinks it has the account to itself. */
  shared?: SharedBudget | undefined;
}

/** The options after defaults. */
export interface PacerSettings {
  maxInFlight: number;
  firstCalls: number;
  maxRefusals: number;
}

/** @throws FireworksConfigurationError for a number out of range */
export function readPacerOptions(options: PacerOptions): PacerSettings {
  return {
    maxInFlight: wholeNumber(options, "maxInFlight", { least: 1, usual: 256 }),
    firstCalls: wholeNumber(options, "firstCalls", { least: 1, usual: 4 }),
    maxRefusals: wholeNumber(options, "maxRefusals", { least: 0, usual: 20 }),
  };
}

function wholeNumber(
  options: PacerOptions,
  field: keyof PacerSettings,
  { least, usual }: { least: number; usual: number },
): number {
  const value: unknown = options[field] ?? usual;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw new FireworksConfigurationError(`${field} is not a whole number, ${least} or more`, {
    code: "invalid_option",
    field,
  });
}
