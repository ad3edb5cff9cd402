import type { JsonSchema } from "fireworks-client/wire";

/**
 * `if A then B else C` said with the keywords the sampler knows: A and B, or C without A. Undefined
 * when the schema has no condition.
 */
export function conditionalBranches(schema: JsonSchema): [JsonSchema, JsonSchema] | undefined {
  const { if: condition, then: whenTrue = true, else: whenFalse = true } = schema;
  if (condition === undefined || (whenTrue === true && whenFalse === true)) return undefined;
  return [{ allOf: [condition, whenTrue] }, { allOf: [whenFalse], not: condition }];
}
