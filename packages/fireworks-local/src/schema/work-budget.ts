import { UnsatisfiableSchemaError } from "./unsatisfiable.js";

/** Far more than schemas people write need, and a fraction of a second of work. */
const MOST_WORK = 1_000_000;

/**
 * How much work one schema may cause. References that double at each step, and patterns that a
 * backtracking matcher never comes back from, end here, after the same number of steps on every machine.
 */
export class WorkBudget {
  #left = MOST_WORK;

  /** Throws {@link UnsatisfiableSchemaError} once nothing is left. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new UnsatisfiableSchemaError("the schema asks for too much work");
  }
}
