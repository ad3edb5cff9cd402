import type { JsonSchema } from "fireworks-client/wire";
import { grammarSafeSchema } from "../convert/grammar-safe-schema.js";
import { schemaToJsonSchema, withoutDialect } from "../convert/schema-to-json-schema.js";
import { strictJsonSchema } from "../convert/strict-json-schema.js";
import { isRecord, textOf } from "../convert/unknown-values.js";

/** What is asked for, whatever the method. */
export interface Target {
  /** The schema as given, which validates. */
  given: unknown;
  /** The same as JSON Schema. */
  jsonSchema: JsonSchema;
  /** The same as Fireworks gets it in `response_format` and in the prompt. */
  wireSchema: JsonSchema;
  /** The name of the schema or the tool, as Fireworks allows names. */
  name: string;
  description: string | undefined;
  strict: boolean | undefined;
}

/** Whose schema it is, in messages. */
const OWNER = "the structured output";

/**
 * @throws {@link FireworksConfigurationError} for a schema that cannot be turned into JSON Schema, or
 * into one Fireworks can read.
 */
export function targetOf(
  schema: unknown,
  config: { name?: string | undefined; strict?: boolean | undefined },
): Target {
  const definition = isFunctionDefinition(schema) ? schema : undefined;
  const given = definition?.parameters ?? schema;
  const jsonSchema = schemaToJsonSchema(given, "schema", OWNER);
  const name = config.name ?? definition?.name ?? textOf(jsonSchema.title) ?? "extract";
  const { strict } = config;
  const safe = grammarSafeSchema(withoutDialect(jsonSchema), "schema", OWNER);
  return {
    given,
    jsonSchema,
    wireSchema: strict ? strictJsonSchema(safe) : safe,
    name: name.replaceAll(/[^\w-]/g, "_").slice(0, 64),
    description: definition?.description ?? textOf(jsonSchema.description),
    strict,
  };
}

/** `{ name, description, parameters }`, which other integrations take in place of a schema. */
function isFunctionDefinition(
  schema: unknown,
): schema is { name: string; description?: string; parameters: Record<string, unknown> } {
  return isRecord(schema) && typeof schema.name === "string" && isRecord(schema.parameters);
}
