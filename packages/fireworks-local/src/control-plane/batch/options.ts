import type { BatchFault } from "./batch-fault.js";
import type { BatchTimings } from "./batch-timings.js";

/** How batch inference jobs run, and what goes wrong with them. */
export interface BatchOptions {
  /** How long datasets and jobs take, by the clock of `now`. Default: no time at all. */
  batchTimings?: Partial<BatchTimings>;
  /** What goes wrong with jobs; the first that matches a job when it is made is the job's. Default: nothing. */
  batchFaults?: BatchFault[];
}
