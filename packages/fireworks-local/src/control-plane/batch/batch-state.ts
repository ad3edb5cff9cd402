import type { BatchFault } from "./batch-fault.js";
import { type BatchTimings, NO_TIME } from "./batch-timings.js";
import type { BatchOptions } from "./options.js";

/** How new jobs of one scope run. */
export class BatchState {
  timings: BatchTimings;
  faults: readonly BatchFault[];

  constructor({ batchTimings, batchFaults }: BatchOptions) {
    this.timings = { ...NO_TIME, ...batchTimings };
    this.faults = batchFaults ?? [];
  }
}
