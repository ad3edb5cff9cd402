import type { JsonSchema } from "fireworks-client/wire";
import { fitsFormat } from "./formats.js";
import { numberOf } from "./keyword-values.js";
import { matchesPattern } from "./schema-pattern.js";
import type { WorkBudget } from "./work-budget.js";

/** Whether a text fits `minLength`, `maxLength`, `format` and `pattern`. */
export function fitsString(text: string, rules: JsonSchema, budget: WorkBudget): boolean {
  const { length } = [...text];
  if (length < numberOf(rules["minLength"], 0)) return false;
  if (length > numberOf(rules["maxLength"], Infinity)) return false;
  if (!fitsFormat(text, rules)) return false;
  const { pattern } = rules;
  return typeof pattern !== "string" || matchesPattern(pattern, text, budget);
}
