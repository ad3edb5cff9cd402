import { LinearPattern } from "../patterns/linear-pattern.js";
import { PatternError } from "../patterns/pattern-node.js";
import { isRegularExpression } from "../patterns/read-pattern.js";
import { UnsatisfiableSchemaError } from "./unsatisfiable.js";
import type { WorkBudget } from "./work-budget.js";

const READING_COST = 50;

/** Whether the pattern finds anything in the text; one that is no regular expression does in all. */
export function matchesPattern(source: string, text: string, budget: WorkBudget): boolean {
  return schemaPattern(source, budget)?.test(text, budget) ?? true;
}

/**
 * The pattern as validators read it, or null when it is no regular expression. Throws
 * {@link UnsatisfiableSchemaError} for one that is not read here.
 */
export function schemaPattern(source: string, budget: WorkBudget): LinearPattern | null {
  const known = budget.patterns.get(source);
  if (known !== undefined) return known;
  budget.spend(READING_COST + source.length);
  const pattern = read(source);
  budget.patterns.set(source, pattern);
  return pattern;
}

function read(source: string): LinearPattern | null {
  const flags = ["u", ""].find((one) => isRegularExpression(source, one));
  try {
    return flags === undefined ? null : new LinearPattern(source, flags);
  } catch (error) {
    throw error instanceof PatternError ? new UnsatisfiableSchemaError(error.message) : error;
  }
}
