import type { JsonSchema } from "fireworks-client/wire";

/** `null` only when nothing else is allowed, or to end a deep value. */
export function pickType(flat: JsonSchema, isDeep: boolean): unknown {
  const types = [flat["type"] ?? inferType(flat)].flat();
  if (isDeep && types.includes("null")) return "null";
  return types.find((type) => type !== "null") ?? types[0];
}

const TYPE_OF_KEYWORD: Record<string, string> = {
  properties: "object",
  required: "object",
  additionalProperties: "object",
  minProperties: "object",
  items: "array",
  prefixItems: "array",
  minItems: "array",
  minimum: "number",
  maximum: "number",
  exclusiveMinimum: "number",
  exclusiveMaximum: "number",
  multipleOf: "number",
};

function inferType(flat: JsonSchema): string {
  // In the order of the table, not of the schema: the order of its keys means nothing.
  return Object.entries(TYPE_OF_KEYWORD).find(([keyword]) => keyword in flat)?.[1] ?? "string";
}
