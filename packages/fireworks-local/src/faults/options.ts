import type { FaultPlan } from "./fault.js";
import type { FaultSelector } from "./fault-rules.js";

/** What goes wrong on demand. */
export interface FaultOptions {
  /**
   * What goes wrong, as rules or as a function of the request. Each scope counts for itself. See
   * `loadFaultPlan` for rules in a file. Default: nothing.
   */
  faults?: FaultPlan | FaultSelector;
}
