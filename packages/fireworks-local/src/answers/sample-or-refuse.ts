import type { JsonSchema } from "fireworks-client/wire";
import { invalidRequest } from "../requests/refusal.js";
import { unsupportedSchemaText } from "../requests/schema-support.js";
import { sampleJson, type SampleOptions } from "../schema/sample.js";
import { UnsatisfiableSchemaError } from "../schema/unsatisfiable.js";

/** A value that fits, or the 400 Fireworks gives for a schema its grammar compiler cannot use. */
export function sampleOrRefuse(schema: JsonSchema, options: SampleOptions): unknown {
  const value = trySample(schema, options);
  if (value === undefined) throw invalidRequest(unsupportedSchemaText(schema));
  return value;
}

/** A value that fits, or undefined when there is none. */
export function trySample(schema: JsonSchema, options: SampleOptions): unknown {
  try {
    return sampleJson(schema, options);
  } catch (error) {
    if (error instanceof UnsatisfiableSchemaError) return undefined;
    throw error;
  }
}
