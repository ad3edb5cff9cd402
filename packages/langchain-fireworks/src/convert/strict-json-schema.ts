import type { JsonSchema } from "fireworks-client/wire";
import { allowsNull } from "./filled-nulls.js";
import { jsonPointer } from "./json-pointer.js";
import { eachSchema, mapSubschemas, roleOf, type Subschema } from "./subschemas.js";
import { isRecord } from "./unknown-values.js";

/**
 * The strict form of a schema: every object closed, every property required, and a property that
 * was optional may be null instead. Gives a copy; the caller's schema stays as it is.
 */
export function strictJsonSchema(schema: JsonSchema): JsonSchema {
  return strict(schema, [], combinedDefinitions(schema));
}

function strict(
  schema: JsonSchema,
  steps: readonly string[],
  combined: ReadonlySet<string>,
): JsonSchema {
  const copy = mapSubschemas(schema, (inner, where) => {
    const place = [...steps, ...where.steps];
    const staysOpen = isCombined(where) || combined.has(jsonPointer(place));
    return isRecord(inner) && !staysOpen ? strict(inner, place, combined) : inner;
  });
  // What stands beside other schemas for the same object does not know all of its properties.
  const combines = Object.keys(schema).some((keyword) => roleOf(keyword) === "branch");
  return isRecord(copy.properties) && !combines ? closed(copy, copy.properties) : copy;
}

function closed(schema: JsonSchema, properties: JsonSchema): JsonSchema {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const all = Object.entries(properties).map(([name, property]) => [
    name,
    required.has(name) || !isRecord(property) ? property : nullable(property),
  ]);
  return {
    ...schema,
    properties: Object.fromEntries(all),
    required: Object.keys(properties),
    additionalProperties: isRecord(schema.additionalProperties)
      ? schema.additionalProperties
      : false,
  };
}

/** Closed, a schema that holds together with others would let nothing in but its own properties. */
function isCombined({ keyword, role }: Subschema): boolean {
  return role === "condition" || (role === "branch" && keyword !== "anyOf" && keyword !== "oneOf");
}

/** The definitions that an `allOf` refers to, as pointers. */
function combinedDefinitions(root: JsonSchema): Set<string> {
  const pointers = new Set<string>();
  eachSchema(root, ({ allOf }) => {
    for (const branch of Array.isArray(allOf) ? (allOf as unknown[]) : []) {
      if (isRecord(branch) && typeof branch.$ref === "string") pointers.add(branch.$ref);
    }
  });
  return pointers;
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (allowsNull(schema)) return schema;
  if (typeof type === "string" && schema.enum === undefined && schema.const === undefined) {
    return { ...schema, type: [type, "null"] };
  }
  return { anyOf: [schema, { type: "null" }] };
}
