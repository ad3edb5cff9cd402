import { isRecord } from "../json/is-record.js";
import { hasMoreValues } from "../json/json-size.js";
import type { JsonSchema } from "fireworks-client/wire";
import { resolveReference } from "../schema/references.js";
import { pythonRepr } from "./python-repr.js";

/** Keywords whose value is a schema, a list of schemas, or a map of schemas. */
const SCHEMA_LISTS = ["anyOf", "oneOf", "allOf", "prefixItems"] as const;
const SCHEMA_MAPS = ["properties", "$defs", "definitions"] as const;

/** Deeper schemas are refused rather than walked. */
const MAX_DEPTH = 64;

/** Larger ones too: keywords, keys, list members and all that is below them, together. */
const MAX_PARTS = 50_000;

/**
 * What Fireworks' grammar compiler cannot read (contract 2.4, 2.5): returns the text of the 400, or
 * undefined. Free-form maps (`additionalProperties: {}`) and tools without parameters are fine.
 */
export function findUnsupportedSchema(schema: JsonSchema): string | undefined {
  if (hasMoreValues(schema, MAX_PARTS))
    return `JSON Schema not supported: the schema has more than ${MAX_PARTS} parts.`;
  const culprit = isEmpty(schema) ? schema : findCulprit(schema, schema, 0);
  return culprit === undefined ? undefined : unsupportedSchemaText(culprit);
}

export function unsupportedSchemaText(instance: unknown): string {
  return `JSON Schema not supported: could not understand the instance \`${pythonRepr(instance)}\`.`;
}

function findCulprit(schema: unknown, root: JsonSchema, depth: number): unknown {
  if (!isRecord(schema)) return undefined;
  if (depth > MAX_DEPTH || isUnreadable(schema, root)) return schema;
  return (
    first(SCHEMA_LISTS, (keyword) => inList(schema[keyword], keyword, root, depth)) ??
    membersOf(schema["properties"]).find(isEmpty) ??
    first(SCHEMA_MAPS, (keyword) => inMap(schema[keyword], root, depth)) ??
    findCulprit(schema["items"], root, depth + 1) ??
    findCulprit(schema["additionalProperties"], root, depth + 1)
  );
}

function inList(value: unknown, keyword: string, root: JsonSchema, depth: number): unknown {
  const branches = Array.isArray(value) ? value : [];
  if (keyword === "anyOf" && branches.some(isOnlyRequired))
    return branches.find((branch) => isOnlyRequired(branch));
  return first(branches, (branch) => findCulprit(branch, root, depth + 1));
}

function inMap(value: unknown, root: JsonSchema, depth: number): unknown {
  return first(membersOf(value), (member) => findCulprit(member, root, depth + 1));
}

function membersOf(value: unknown): unknown[] {
  return isRecord(value) ? Object.values(value) : [];
}

const isList = Array.isArray;

/** What the value of a keyword has to be; anything else is no JSON Schema. */
const KEYWORD_FORMS: readonly (readonly [(value: unknown) => boolean, readonly string[]])[] = [
  [isList, [...SCHEMA_LISTS, "required", "enum"]],
  [isRecord, SCHEMA_MAPS],
  [isTypeName, ["type"]],
  [(value) => typeof value === "string", ["pattern", "$ref"]],
  [
    (value) => typeof value === "number",
    [
      "minItems",
      "maxItems",
      "minLength",
      "maxLength",
      "minProperties",
      "maxProperties",
      "minimum",
      "maximum",
      "exclusiveMinimum",
      "exclusiveMaximum",
      "multipleOf",
    ],
  ],
];

const TYPE_NAMES: unknown[] = ["string", "number", "integer", "boolean", "object", "array", "null"];

function isTypeName(value: unknown): boolean {
  const names: unknown[] = isList(value) ? value : [value];
  return names.length > 0 && names.every((name) => TYPE_NAMES.includes(name));
}

function isMalformed(schema: JsonSchema): boolean {
  return KEYWORD_FORMS.some(([fits, keywords]) =>
    keywords.some((keyword) => keyword in schema && !fits(schema[keyword])),
  );
}

function isUnreadable(schema: JsonSchema, root: JsonSchema): boolean {
  if (isMalformed(schema)) return true;
  const { type, items, $ref } = schema;
  if (items !== undefined && type === undefined && !("prefixItems" in schema)) return true;
  if ("_def" in schema || "_zod" in schema || "~standard" in schema) return true;
  return typeof $ref === "string" && resolveReference($ref, root) === undefined;
}

function isOnlyRequired(branch: unknown): boolean {
  return isRecord(branch) && Object.keys(branch).join() === "required";
}

function isEmpty(schema: unknown): boolean {
  return schema === true || (isRecord(schema) && Object.keys(schema).length === 0);
}

function first<Item>(items: readonly Item[], find: (item: Item) => unknown): unknown {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
