import type { JsonSchema } from "fireworks-client/wire";
import { isRecord } from "./unknown-values.js";

/**
 * What a schema inside another one describes: a `part` of the value (a property, an item, something
 * that is referred to), the value itself as a `branch`, the `rest` that nothing else describes, or a
 * `condition` that is only asked about.
 */
export type Role = "part" | "branch" | "rest" | "condition";

const ROLES: Readonly<Record<string, Role>> = {
  properties: "part",
  patternProperties: "part",
  items: "part",
  prefixItems: "part",
  $defs: "part",
  definitions: "part",
  anyOf: "branch",
  oneOf: "branch",
  allOf: "branch",
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nothing awaits the table
  then: "branch",
  else: "branch",
  dependentSchemas: "branch",
  additionalProperties: "rest",
  additionalItems: "part",
  unevaluatedProperties: "rest",
  unevaluatedItems: "rest",
  not: "condition",
  if: "condition",
  contains: "condition",
  propertyNames: "condition",
};

const NAMED: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
]);

/** A schema inside another: under which keyword it stands, and the steps of a pointer to it. */
export interface Subschema {
  keyword: string;
  role: Role;
  steps: readonly string[];
}

/** The same schema with every schema directly inside it changed; all other keywords as they were. */
export function mapSubschemas(
  schema: JsonSchema,
  change: (inner: unknown, where: Subschema) => unknown,
): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, changed(keyword, value, change)]),
  );
}

function changed(
  keyword: string,
  value: unknown,
  change: (inner: unknown, where: Subschema) => unknown,
): unknown {
  const role = roleOf(keyword);
  if (role === undefined) return value;
  const inner = (schema: unknown, ...steps: string[]): unknown =>
    change(schema, { keyword, role, steps: [keyword, ...steps] });
  if (Array.isArray(value)) return value.map((entry, index) => inner(entry, String(index)));
  if (!NAMED.has(keyword)) return inner(value);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, inner(entry, name)]),
  );
}

/** What the schemas under a keyword describe; undefined for a keyword that holds none. */
export function roleOf(keyword: string): Role | undefined {
  return Object.hasOwn(ROLES, keyword) ? ROLES[keyword] : undefined;
}

type Visit = (
  schema: JsonSchema,
  steps: readonly string[],
  role: Role | undefined,
  depth: number,
) => void;

/** Schemas nested deeper than any grammar compiler follows, and than a call stack is safe for. */
export const MAX_DEPTH = 64;

/** Visits a schema and every schema inside it, down to the first that is too deep, each with the steps of a pointer to it. */
export function eachSchema(
  schema: unknown,
  visit: Visit,
  steps: readonly string[] = [],
  role?: Role,
  around: readonly object[] = [],
): void {
  // An object may contain itself.
  if (!isRecord(schema) || around.includes(schema)) return;
  visit(schema, steps, role, around.length);
  if (around.length > MAX_DEPTH) return;
  mapSubschemas(schema, (inner, where) => {
    eachSchema(inner, visit, [...steps, ...where.steps], where.role, [...around, schema]);
    return inner;
  });
}
