import type { JsonSchema } from "fireworks-client/wire";
import { allowsNull } from "./filled-nulls.js";
import type { Role } from "./subschemas.js";
import { isRecord } from "./unknown-values.js";

/** The types there are. A number may be an integer. */
export const TYPES: readonly string[] = [
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
];
const ANY_TYPE = TYPES.filter((type) => type !== "integer");

/** What a rule may look at beside the schema itself. */
export interface RuleContext {
  role: Role | undefined;
  /** The type of the value as the schema around a branch says it. */
  aroundType: unknown;
  /** The `$id` of the whole document. */
  documentId: unknown;
}

/** Gives a schema that means the same; the one it is given stays as it is. */
export type SchemaRule = (schema: JsonSchema, context: RuleContext) => JsonSchema;

/** Rules that leave every inner schema where it stands; they come before those are looked at. */
export const RULES_BEFORE: readonly SchemaRule[] = [
  withoutNames,
  withOwnReference,
  withNumericLimits,
  withRequiredList,
  withSmallTypes,
  withImpliedType,
  withNullType,
];

/** Rules that move inner schemas or build on them. */
export const RULES_AFTER: readonly SchemaRule[] = [
  withTuple,
  withWholeBranches,
  withAnyType,
  withNullBranch,
];

/** Who the document is, and notes for its author: nothing a value has to fit. */
function withoutNames({ $id: _id, $schema: _schema, $comment: _comment, ...rest }: JsonSchema) {
  return rest;
}

/** A reference through the document's own name; that name is not sent. */
function withOwnReference(schema: JsonSchema, { documentId }: RuleContext): JsonSchema {
  const { $ref: reference } = schema;
  if (typeof documentId !== "string" || documentId === "" || typeof reference !== "string") {
    return schema;
  }
  const isOwn = reference === documentId || reference.startsWith(`${documentId}#`);
  return isOwn ? { ...schema, $ref: `#${reference.slice(documentId.length).slice(1)}` } : schema;
}

/** Draft 4 says with `true` that the limit itself is left out; since draft 6 that is a number. */
function withNumericLimits(schema: JsonSchema): JsonSchema {
  return numericLimit(
    numericLimit(schema, "minimum", "exclusiveMinimum"),
    "maximum",
    "exclusiveMaximum",
  );
}

function numericLimit(schema: JsonSchema, inclusive: string, exclusive: string): JsonSchema {
  const { [exclusive]: isExclusive, [inclusive]: limit, ...rest } = schema;
  if (typeof isExclusive !== "boolean") return schema;
  if (limit === undefined) return rest;
  return { ...rest, [isExclusive ? exclusive : inclusive]: limit };
}

/** Draft 3 marks each property as required; since draft 4 the object lists them. */
function withRequiredList(schema: JsonSchema): JsonSchema {
  const { properties, required } = schema;
  if (!isRecord(properties)) return schema;
  const marks = Object.entries(properties).filter(
    ([, property]) => isRecord(property) && typeof property.required === "boolean",
  );
  if (marks.length === 0) return schema;
  const named = marks.filter(([, property]) => isRecord(property) && property.required === true);
  const unmarked = marks.map(([name, property]) => {
    const { required: _, ...rest } = property as JsonSchema;
    return [name, rest] as const;
  });
  const list = union(
    required,
    named.map(([name]) => name),
  );
  return {
    ...schema,
    properties: { ...properties, ...Object.fromEntries(unmarked) },
    ...(list.length > 0 && { required: list }),
  };
}

/** Google's dialect writes types in capitals. */
function withSmallTypes(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (typeof type === "string") return { ...schema, type: smallType(type) };
  return Array.isArray(type) ? { ...schema, type: type.map(smallType) } : schema;
}

function smallType(type: unknown): unknown {
  const small = typeof type === "string" ? type.toLowerCase() : type;
  return TYPES.includes(small as string) ? small : type;
}

/** Fireworks does not guess what kind of value has items or properties. */
function withImpliedType(schema: JsonSchema, { aroundType }: RuleContext): JsonSchema {
  if (schema.type !== undefined) return schema;
  const isArray = "items" in schema || "prefixItems" in schema;
  const isObject = "properties" in schema || "required" in schema;
  if (!isArray && !isObject) return schema;
  const implied = [...(isObject ? ["object"] : []), ...(isArray ? ["array"] : [])];
  return { ...schema, type: aroundType ?? typesOfValues(schema) ?? oneOrMore(implied) };
}

/** The types of values that are listed one by one. */
function typesOfValues({ enum: values, const: only }: JsonSchema): unknown {
  const listed = only === undefined ? values : [only];
  return Array.isArray(listed) ? oneOrMore([...new Set(listed.map(typeOfValue))]) : undefined;
}

function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function oneOrMore(types: readonly string[]): unknown {
  return types.length === 1 ? types[0] : types;
}

/** OpenAPI's `nullable`, where a type or listed values can say it. */
function withNullType(schema: JsonSchema): JsonSchema {
  const { nullable, ...rest } = schema;
  if (typeof nullable !== "boolean") return schema;
  if (!nullable) return rest;
  const { type, enum: values } = rest;
  if (type === undefined || rest.const !== undefined) return schema;
  return {
    ...rest,
    type: union(type, ["null"]),
    ...(Array.isArray(values) && { enum: union(values, [null]) }),
  };
}

/** OpenAPI's `nullable` on a reference, a constant or alternatives. */
function withNullBranch(schema: JsonSchema): JsonSchema {
  const { nullable, ...rest } = schema;
  if (nullable !== true) return schema;
  return allowsNull(rest) ? rest : { anyOf: [rest, { type: "null" }] };
}

/** Up to draft 7 a list of `items` is a tuple and `additionalItems` what follows it. */
function withTuple(schema: JsonSchema): JsonSchema {
  const { additionalItems, ...rest } = schema;
  if (!Array.isArray(rest.items)) return rest;
  const { items, ...others } = rest;
  return {
    ...others,
    ...(items.length > 0 && { prefixItems: items }),
    ...(additionalItems !== undefined && { items: additionalItems }),
  };
}

/** What only describes, and decides nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** The keywords of a schema that decide what it lets in. */
export function decidingKeywords(schema: JsonSchema): string[] {
  return Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword));
}

/** Keywords that say which properties an object has. */
const OBJECT_KEYWORDS = ["properties", "patternProperties", "additionalProperties"] as const;

/**
 * A branch that only says what is required is told the properties too. They hold for it anyway, so
 * nothing changes but that Fireworks can read it.
 */
function withWholeBranches(schema: JsonSchema): JsonSchema {
  const known = OBJECT_KEYWORDS.filter((keyword) => schema[keyword] !== undefined);
  const shape = Object.fromEntries(known.map((keyword) => [keyword, schema[keyword]]));
  const whole = (branch: unknown): unknown => {
    if (!isRecord(branch) || !Array.isArray(branch.required)) return branch;
    const keywords = decidingKeywords(branch).filter((keyword) => keyword !== "type");
    if (keywords.join() !== "required") return branch;
    return { ...branch, ...shape, required: union(schema.required, branch.required) };
  };
  const lists = (["anyOf", "oneOf", "allOf"] as const).filter((list) =>
    Array.isArray(schema[list]),
  );
  const changed = lists.map((list) => [list, (schema[list] as unknown[]).map(whole)] as const);
  return changed.length > 0 ? { ...schema, ...Object.fromEntries(changed) } : schema;
}

/** Each of these says what kinds of values there are. */
const KIND_KEYWORDS = ["type", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "not", "if"];

/**
 * A schema that is empty, or only limits values of one type, lets every type in, and Fireworks wants
 * that said. As the rest an empty one is understood.
 */
function withAnyType(schema: JsonSchema, { role, aroundType }: RuleContext): JsonSchema {
  if (KIND_KEYWORDS.some((keyword) => schema[keyword] !== undefined)) return schema;
  const isEmpty = decidingKeywords(schema).every((keyword) => keyword === "nullable");
  if (isEmpty && role === "rest") return schema;
  return { ...schema, type: aroundType ?? (role === undefined ? "object" : ANY_TYPE) };
}

/** `true` where a schema stands, in the same way. */
export const ANYTHING: JsonSchema = { type: ANY_TYPE };

function union(left: unknown, right: readonly unknown[]): unknown[] {
  return [...new Set([...(left === undefined ? [] : [left].flat()), ...right])];
}
