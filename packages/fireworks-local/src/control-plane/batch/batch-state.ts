import type { BatchFault } from "./batch-fault.js";
import { type BatchTimings, NO_TIME } from "./batch-timings.js";
import { checkBatchPlan } from "./read-batch-plan.js";
import type { BatchOptions } from "./options.js";

/** How new jobs of one scope run; those that were made before go on as they began. */
export class BatchState {
  timings: BatchTimings = NO_TIME;
  faults: readonly BatchFault[] = [];
  readonly #given: BatchOptions;

  /** Throws a `TypeError` that names every mistake. */
  constructor(given: BatchOptions) {
    checkBatchPlan(given);
    this.#given = given;
    this.replace({});
  }

  /** What is left out is as the scope was given it. */
  replace({
    batchTimings = this.#given.batchTimings,
    batchFaults = this.#given.batchFaults,
  }: BatchOptions): void {
    this.timings = { ...NO_TIME, ...batchTimings };
    this.faults = batchFaults ?? [];
  }
}
