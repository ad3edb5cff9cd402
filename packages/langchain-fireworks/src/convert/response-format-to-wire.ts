import type { JsonSchema, ResponseFormat } from "fireworks-client/wire";
import { grammarSafeSchema } from "./grammar-safe-schema.js";
import { schemaToJsonSchema } from "./schema-to-json-schema.js";
import { isRecord } from "./unknown-values.js";

/**
 * A response format with its schema in the form Fireworks can read, wherever one of the spellings of
 * section 2.5 keeps it. A schema that is given as text, and a grammar, are sent as they are.
 *
 * @throws {@link FireworksConfigurationError} with a JSON pointer, for a schema that cannot be sent.
 */
export function responseFormatToWire(format: ResponseFormat): ResponseFormat {
  if (format.type === "json_object") {
    const { schema } = format;
    return isRecord(schema) ? { ...format, schema: readable(schema, "schema") } : format;
  }
  if (format.type !== "json_schema" || !isRecord(format.json_schema)) return format;
  const { json_schema: given } = format;
  if (typeof given.schema === "string") return format;
  // OpenAI's form wraps the schema with a name; Fireworks takes it bare as well.
  const json_schema = isRecord(given.schema)
    ? { ...given, schema: readable(given.schema, "json_schema.schema") }
    : readable(given, "json_schema");
  return { ...format, json_schema };
}

function readable(schema: JsonSchema, key: string): JsonSchema {
  const [place, owner] = [`responseFormat.${key}`, "the response format"];
  return grammarSafeSchema(schemaToJsonSchema(schema, place, owner), place, owner);
}
