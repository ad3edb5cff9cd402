import type { JsonSchema } from "fireworks-client/wire";
import { allowsNull } from "./filled-nulls.js";
import { isRecord } from "./unknown-values.js";

/** Keywords that hold one schema, and those that hold several, by name or in a list. */
const ONE = ["items", "additionalProperties", "not", "contains", "if", "then", "else"];
const LIST = ["anyOf", "oneOf", "allOf", "prefixItems"];
const NAMED = ["properties", "$defs", "definitions", "patternProperties"];

/**
 * The strict form of a schema: every object closed, every property required, and a property that
 * was optional may be null instead. Gives a copy; the caller's schema stays as it is.
 */
export function strictJsonSchema(schema: JsonSchema): JsonSchema {
  const copy: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema))
    copy[keyword] = strictKeyword(keyword, value);
  if (!isRecord(copy.properties)) return copy;
  // What only combines other schemas is described by them, and closing it would let nothing in.
  const combines = LIST.some((keyword) => copy[keyword] !== undefined);
  if (combines && Object.keys(copy.properties).length === 0) return copy;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties: JsonSchema = {};
  for (const [name, property] of Object.entries(copy.properties)) {
    properties[name] = required.has(name) || !isRecord(property) ? property : nullable(property);
  }
  return {
    ...copy,
    properties,
    required: Object.keys(properties),
    additionalProperties: isRecord(copy.additionalProperties) ? copy.additionalProperties : false,
  };
}

function strictKeyword(keyword: string, value: unknown): unknown {
  if (ONE.includes(keyword) && isRecord(value)) return strictJsonSchema(value);
  if (LIST.includes(keyword) && Array.isArray(value)) {
    return value.map((entry) => (isRecord(entry) ? strictJsonSchema(entry) : entry));
  }
  if (NAMED.includes(keyword) && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        isRecord(entry) ? strictJsonSchema(entry) : entry,
      ]),
    );
  }
  return value;
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (allowsNull(schema)) return schema;
  if (typeof type === "string" && schema.enum === undefined && schema.const === undefined) {
    return { ...schema, type: [type, "null"] };
  }
  return { anyOf: [schema, { type: "null" }] };
}
