import { Validator } from "@langchain/core/utils/json_schema";
import { isStandardSchema, type SerializableSchema } from "@langchain/core/utils/standard_schema";
import {
  interopSafeParseAsync,
  isInteropZodSchema,
  type InteropZodType,
} from "@langchain/core/utils/types";
import type { JsonSchema } from "fireworks-client/wire";
import { withoutHangingPatterns } from "./hanging-patterns.js";
import type { StructuredOutputIssue } from "./structured-output-error.js";

/** A value as its schema gives it, or why it does not fit. */
export type Checked<Output> = { value: Output } | { issues: StructuredOutputIssue[] };

/** Says whether a value fits; nothing here relies on the server having enforced the schema. */
export type Check<Output> = (value: unknown) => Promise<Checked<Output>>;

/**
 * The check of a schema: its own for zod and Standard Schema, transforms applied, and LangChain's
 * validator for plain JSON Schema.
 *
 * @param onUnreadable - Told when a JSON Schema, or a pattern in it, cannot be checked.
 */
export function schemaCheck<Output>(
  schema: unknown,
  onUnreadable: (why: string) => void,
): Check<Output> {
  if (isInteropZodSchema(schema)) return zodCheck(schema as InteropZodType<Output>);
  if (isStandardSchema(schema)) return standardCheck(schema as SerializableSchema<unknown, Output>);
  return jsonSchemaCheck(schema as JsonSchema, onUnreadable);
}

function zodCheck<Output>(schema: InteropZodType<Output>): Check<Output> {
  return async (value) => {
    const result = await interopSafeParseAsync(schema, value);
    if (result.success) return { value: result.data };
    return { issues: result.error.issues.map(({ path, message }) => ({ path, message })) };
  };
}

function standardCheck<Output>(schema: SerializableSchema<unknown, Output>): Check<Output> {
  return async (value) => {
    const result = await schema["~standard"].validate(value);
    if (result.issues === undefined) return { value: result.value };
    return {
      issues: result.issues.map(({ path = [], message }) => ({
        path: path.map((step) => pathStep(typeof step === "object" ? step.key : step)),
        message,
      })),
    };
  };
}

function pathStep(key: PropertyKey): string | number {
  return typeof key === "symbol" ? String(key) : key;
}

function jsonSchemaCheck<Output>(
  schema: JsonSchema,
  onUnreadable: (why: string) => void,
): Check<Output> {
  let checked: JsonSchema | undefined;
  return async (value) => {
    try {
      checked ??= withoutHangingPatterns(schema, (pattern) =>
        onUnreadable(`the pattern "${pattern}" could take for ever and is left out.`),
      );
      // A copy: the validator notes addresses on the schemas it reads.
      const result = new Validator(structuredClone(checked), "2020-12", false).validate(value);
      if (result.valid) return { value: value as Output };
      return { issues: innermost(result.errors) };
    } catch (error) {
      // A reference to another file, or a pattern of another dialect.
      onUnreadable((error as Error).message);
      return { value: value as Output };
    }
  };
}

interface ValidatorError {
  instanceLocation: string;
  keywordLocation: string;
  error: string;
}

/** Each error is followed up by one for every schema around it, which says nothing new. */
function innermost(errors: readonly ValidatorError[]): StructuredOutputIssue[] {
  const outer = new Set(errors.flatMap(({ keywordLocation }) => placesAround(keywordLocation)));
  return errors
    .filter(({ keywordLocation }) => !outer.has(keywordLocation))
    .map(({ instanceLocation, error }) => ({
      path: pointerPath(instanceLocation),
      message: error,
    }));
}

function placesAround(location: string): string[] {
  return [...location.matchAll(/\//g)].map(({ index }) => location.slice(0, index));
}

function pointerPath(pointer: string): (string | number)[] {
  const steps = pointer.replace(/^#?\/?/, "").split("/");
  return steps
    .filter((step) => step !== "")
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
