import type { JsonSchema } from "fireworks-client/wire";
import { compilePattern } from "./compile-pattern.js";
import { recordOf } from "./keyword-values.js";

/** What the value of a key has to fit: its property, patterns it matches, otherwise the rest. */
export function schemasOfKey(rules: JsonSchema, key: string): unknown[] {
  const properties = recordOf(rules["properties"]);
  const named = Object.hasOwn(properties, key) ? [properties[key]] : [];
  const matched = Object.entries(recordOf(rules["patternProperties"]))
    .filter(([pattern]) => compilePattern(pattern)?.test(key) === true)
    .map(([, schema]) => schema);
  const known = [...named, ...matched];
  return known.length > 0 ? known : [rules["additionalProperties"]];
}
