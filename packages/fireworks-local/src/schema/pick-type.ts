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
  const keyword = Object.keys(flat).find((key) => Object.hasOwn(TYPE_OF_KEYWORD, key));
  return keyword === undefined ? "string" : (TYPE_OF_KEYWORD[keyword] ?? "string");
}
