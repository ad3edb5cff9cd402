import type { JsonSchema } from "fireworks-client/wire";
import { recordOf } from "./keyword-values.js";
import { matchesPattern } from "./schema-pattern.js";
import type { WorkBudget } from "./work-budget.js";

/** What the value of a key has to fit: its property, patterns it matches, otherwise the rest. */
export function schemasOfKey(rules: JsonSchema, key: string, budget: WorkBudget): unknown[] {
  const properties = recordOf(rules["properties"]);
  const named = Object.hasOwn(properties, key) ? [properties[key]] : [];
  const matched = Object.entries(recordOf(rules["patternProperties"]))
    .filter(([pattern]) => matchesPattern(pattern, key, budget))
    .map(([, schema]) => schema);
  const known = [...named, ...matched];
  return known.length > 0 ? known : [rules["additionalProperties"]];
}
