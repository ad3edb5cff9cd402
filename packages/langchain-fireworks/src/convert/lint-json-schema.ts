import type { SerializableSchema } from "@langchain/core/utils/standard_schema";
import type { InteropZodType } from "@langchain/core/utils/types";
import type { JsonSchema } from "fireworks-client/wire";
import { grammarSafeSchema } from "./grammar-safe-schema.js";
import { jsonPointer } from "./json-pointer.js";
import { keywordFindings, shapeFindings, tooDeep } from "./lint-rules.js";
import { schemaToJsonSchema } from "./schema-to-json-schema.js";
import { eachSchema, mapSubschemas, MAX_DEPTH } from "./subschemas.js";
import { isRecord } from "./unknown-values.js";

/** A zod 3, zod 4, Standard Schema or JSON Schema; `object`, for interfaces have no index signature. */
export type LintableSchema = InteropZodType | SerializableSchema | object;

/** Something in a schema that Fireworks refuses, does not enforce, or reads in its own way. */
export interface SchemaFinding {
  /** JSON pointer to the schema it is about, e.g. `#/properties/city`. */
  pointer: string;
  /** The keyword it is about. */
  keyword: string;
  /** `error`: refused with a 400. `warning`: an answer may break it. `info`: worth knowing. */
  severity: "error" | "warning" | "info";
  /** What the server makes of it. */
  message: string;
  /** What to do instead. */
  suggestion?: string;
}

/**
 * Everything in a schema that Fireworks refuses, does not enforce, or reads in its own way (its docs on
 * structured output, 2026, and what was seen since). An empty list: the server holds answers to it.
 *
 * @throws {@link FireworksConfigurationError} for a schema that has no JSON Schema.
 */
export function lintJsonSchema(schema: LintableSchema): SchemaFinding[] {
  const root = documentOf(schema);
  const findings: SchemaFinding[] = [];
  eachSchema(root, (inner, steps, role, depth) => {
    const pointer = jsonPointer(steps);
    const shape = depth > MAX_DEPTH ? [tooDeep] : shapeFindings(inner, { role, root });
    const messages = [...shape, ...keywordFindings(inner)];
    findings.push(...messages.map((message) => ({ pointer, ...message })));
  });
  return findings;
}

/**
 * The schema as Fireworks reads it best: what would be refused is said in another way, and `oneOf`
 * becomes `anyOf`. A copy as JSON Schema; the schema given stays as it is.
 *
 * @throws {@link FireworksConfigurationError} with a JSON pointer, for what cannot be rewritten.
 */
export function rewriteJsonSchema(schema: LintableSchema): Record<string, unknown> {
  return withAnyOf(grammarSafeSchema(documentOf(schema), "schema", "the rewritten schema"));
}

function documentOf(schema: LintableSchema): JsonSchema {
  return schemaToJsonSchema(schema, "schema", "`lintJsonSchema`");
}

/** Where `anyOf` is taken, both have to hold: the alternatives go into `allOf`. */
function withAnyOf(schema: JsonSchema): JsonSchema {
  const inner = mapSubschemas(schema, (value, { role }) =>
    isRecord(value) && role !== "condition" ? withAnyOf(value) : value,
  );
  const { oneOf, ...rest } = inner;
  if (oneOf === undefined) return inner;
  if (rest.anyOf === undefined) return { ...rest, anyOf: oneOf };
  const others = Array.isArray(rest.allOf) ? (rest.allOf as unknown[]) : [];
  return { ...rest, allOf: [...others, { anyOf: oneOf }] };
}
