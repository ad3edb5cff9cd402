import type { FireworksConfigurationError } from "fireworks-client";
import type { JsonSchema } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { ANYTHING, type RuleContext, RULES_AFTER, RULES_BEFORE } from "./grammar-rules.js";
import { jsonPointer, resolveReference } from "./json-pointer.js";
import { findRefusal, isValidator, type SchemaRefusal } from "./schema-refusals.js";
import { eachSchema, mapSubschemas, MAX_DEPTH, roleOf, type Subschema } from "./subschemas.js";
import { isRecord } from "./unknown-values.js";

/** Where the walk is: the steps to the schema, and the objects around it. */
interface Walk {
  refuse(steps: readonly string[], refusal: SchemaRefusal): FireworksConfigurationError;
  documentId: unknown;
}
interface Position {
  steps: readonly string[];
  around: readonly object[];
}

/**
 * The schema as Fireworks' grammar compiler can read it (sections 2.4 and 2.5 of the contract): a
 * copy with the same meaning, the caller's object stays as it is. The rules are in
 * `grammar-rules.ts`.
 *
 * @param place - Where the schema was given, e.g. `tools[0].parameters`.
 * @param owner - Whose schema it is, for the message, e.g. `the tool "search"`.
 * @throws {@link FireworksConfigurationError} with the code `unsupported_schema`, the owner and a JSON
 * pointer, for what cannot be said in another way.
 */
export function grammarSafeSchema(schema: JsonSchema, place: string, owner: string): JsonSchema {
  const refuse: Walk["refuse"] = (steps, { reason, hint }) => {
    const pointer = jsonPointer(steps);
    return inputError(`The schema of ${owner} cannot be sent: ${pointer} ${reason}.`, {
      field: `${place}${pointer}`,
      code: "unsupported_schema",
      hint,
    });
  };
  const walk: Walk = { refuse, documentId: schema.$id };
  const context = { role: undefined, aroundType: undefined, documentId: schema.$id };
  const safe = safeSchema(walk, schema, context, { steps: [], around: [] });
  requireReferences(walk, safe);
  return safe;
}

function safeSchema(
  walk: Walk,
  given: JsonSchema,
  context: RuleContext,
  position: Position,
): JsonSchema {
  const at = enter(walk, given, position);
  const known = RULES_BEFORE.reduce((schema, rule) => rule(schema, context), present(given));
  const refusal = findRefusal(given, known);
  if (refusal !== undefined) throw walk.refuse(at.steps, refusal);
  const aroundType = known.type ?? context.aroundType;
  const inside = mapSubschemas(plainKeywords(walk, known, at), (inner, where) =>
    safeInner(walk, inner, where, aroundType, at),
  );
  return RULES_AFTER.reduce((schema, rule) => rule(schema, context), inside);
}

/** Values of keywords that hold no schema, as JSON. */
function plainKeywords(walk: Walk, schema: JsonSchema, at: Position): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      roleOf(keyword) === undefined ? plainJson(walk, value, step(at, keyword)) : value,
    ]),
  );
}

function safeInner(
  walk: Walk,
  inner: unknown,
  { role, steps }: Subschema,
  parentType: unknown,
  at: Position,
): unknown {
  const position = step(at, ...steps);
  // What a condition means must not change at all.
  if (role === "condition") return plainJson(walk, inner, position);
  if (inner === true && role !== "rest") return ANYTHING;
  if (inner === undefined || typeof inner === "boolean") return inner;
  if (!isRecord(inner)) {
    throw walk.refuse(position.steps, {
      reason: `is ${shown(inner)} where a schema belongs`,
      hint: "Put a JSON Schema object there.",
    });
  }
  const aroundType = role === "branch" ? parentType : undefined;
  const context = { role, aroundType, documentId: walk.documentId };
  return safeSchema(walk, inner, context, position);
}

/** A copy of a JSON value. What JSON cannot hold would be lost without a word on the way. */
function plainJson(walk: Walk, value: unknown, position: Position): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    const at = enter(walk, value, position);
    return value.map((entry, index) => plainJson(walk, entry, step(at, String(index))));
  }
  if (isPlainObject(value)) {
    const at = enter(walk, value, position);
    const entries = Object.entries(present(value));
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, plainJson(walk, entry, step(at, name))]),
    );
  }
  throw walk.refuse(position.steps, {
    reason: `is ${shown(value)}, which JSON cannot hold`,
    hint: "Use values that JSON can hold: a date or a big number as a string, a pattern as its source.",
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Object.prototype.toString.call(value) === "[object Object]";
}

/** Keys without a value do not exist in JSON. */
function present(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function enter(walk: Walk, value: object, { steps, around }: Position): Position {
  if (around.includes(value)) {
    throw walk.refuse(steps, {
      reason: "contains itself",
      hint: "Put the schema into $defs and refer to it with $ref.",
    });
  }
  if (around.length > MAX_DEPTH) {
    throw walk.refuse(steps, {
      reason: `is nested more than ${MAX_DEPTH} levels deep`,
      hint: "Put parts of the schema into $defs and refer to them with $ref.",
    });
  }
  if (isRecord(value) && !isPlainObject(value)) {
    throw walk.refuse(steps, {
      reason: `is ${shown(value)}, which JSON cannot hold`,
      hint: "Use plain objects.",
    });
  }
  return { steps, around: [...around, value] };
}

function step(at: Position, ...steps: string[]): Position {
  return { ...at, steps: [...at.steps, ...steps] };
}

/** Checked at the end, in what is sent: a rule may have moved what a reference pointed at. */
function requireReferences(walk: Walk, document: JsonSchema): void {
  eachSchema(document, ({ $ref: reference }, steps) => {
    if (typeof reference !== "string") return;
    const target = resolveReference(reference, document);
    if (isRecord(target) || typeof target === "boolean") return;
    const isInside = reference.startsWith("#");
    throw walk.refuse(steps, {
      reason: `refers to ${JSON.stringify(reference)}, ${
        isInside ? "which is not in the schema" : "which is another document"
      }`,
      hint: "Put what it refers to into $defs of the schema and refer to it as #/$defs/<name>.",
    });
  });
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return isValidator(value) ? "a validator" : `a ${value.constructor?.name ?? "strange object"}`;
  }
  return typeof value === "number" || value === undefined ? String(value) : `a ${typeof value}`;
}
