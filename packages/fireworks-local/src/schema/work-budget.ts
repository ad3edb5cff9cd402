import type { LinearPattern } from "../patterns/linear-pattern.js";
import { StepBudget } from "../patterns/step-budget.js";
import { UnsatisfiableSchemaError } from "./unsatisfiable.js";

/** Far more than schemas people write need, and a fraction of a second of work. */
const MOST_WORK = 1_000_000;

/**
 * How much work one schema may cause: references that double at each step end here, with
 * {@link UnsatisfiableSchemaError}.
 */
export class WorkBudget extends StepBudget {
  /** The patterns that were paid for; null is no regular expression. */
  readonly patterns: Map<string, LinearPattern | null> = new Map();

  constructor() {
    super(MOST_WORK, () => new UnsatisfiableSchemaError("the schema asks for too much work"));
  }
}
