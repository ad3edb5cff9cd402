import type { FireworksConfigurationError } from "fireworks-client";
import {
  isSerializableSchema,
  type SerializableSchema,
} from "@langchain/core/utils/standard_schema";
import { isInteropZodSchema } from "@langchain/core/utils/types";
import { toJsonSchema } from "@langchain/core/utils/json_schema";
import { isRecord } from "./unknown-values.js";
import { inputError } from "../errors/input-error.js";

/**
 * A zod 3, zod 4, Standard Schema or JSON Schema as a JSON Schema document. The caller's object is
 * left as it is.
 *
 * @throws {@link FireworksConfigurationError} for a schema that has no JSON Schema, e.g. a `z.date()`.
 */
export function schemaToJsonSchema(
  schema: unknown,
  field: string,
  owner: string,
): Record<string, unknown> {
  const convertible = isInteropZodSchema(schema) || isSerializableSchema(schema);
  try {
    if (convertible) return asDocument(convert(schema));
    if (isRecord(schema) && !isOpaque(schema)) return schema;
  } catch (cause) {
    throw unconvertible(field, owner, cause);
  }
  throw unconvertible(field, owner);
}

type Convertible = Parameters<typeof toJsonSchema>[0];

/**
 * Core walks a zod 4 object that refers to itself without end, and stumbles over an id used twice;
 * the schema's own method does neither.
 */
function convert(schema: Convertible): unknown {
  try {
    return toJsonSchema(schema);
  } catch (error) {
    const own = isSerializableSchema(schema) ? ownJsonSchema(schema) : undefined;
    if (own === undefined) throw error;
    return own;
  }
}

/** Undefined when the schema's own method cannot do it either. */
function ownJsonSchema(schema: SerializableSchema): unknown {
  try {
    return schema["~standard"].jsonSchema.input({ target: "draft-2020-12" });
  } catch {
    return undefined;
  }
}

function asDocument(document: unknown): Record<string, unknown> {
  // A copy of what is written in it: zod hides its own converter on the document.
  if (isRecord(document)) return { ...document };
  throw new TypeError("The conversion gave no object.");
}

/** Validators without JSON Schema output would otherwise be sent as their own internals. */
function isOpaque(schema: Record<string, unknown>): boolean {
  return "~standard" in schema || typeof schema.parse === "function";
}

function unconvertible(field: string, owner: string, cause?: unknown): FireworksConfigurationError {
  const reason = cause instanceof Error ? `: ${cause.message}` : ".";
  return inputError(`The schema of ${owner} cannot be turned into JSON Schema${reason}`, {
    field,
    code: "unsupported_schema",
    hint: "Use types that JSON can hold (a date as a string), or pass a JSON Schema object.",
    cause,
  });
}

/** The document without its `$schema` line, which says nothing to the server's grammar compiler. */
export function withoutDialect(document: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _, ...rest } = document;
  return rest;
}
