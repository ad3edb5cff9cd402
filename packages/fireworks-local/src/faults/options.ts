import type { FaultPlan } from "./fault.js";
import type { FaultSelector } from "./select.js";

/** What goes wrong on demand. */
export interface FaultOptions {
  /** What goes wrong, as rules or as a function of the request. Default: nothing. */
  faults?: FaultPlan | FaultSelector;
}
