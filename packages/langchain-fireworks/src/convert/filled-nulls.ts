import type { JsonSchema } from "fireworks-client/wire";
import { resolveReference } from "./json-pointer.js";
import { isRecord } from "./unknown-values.js";

/**
 * A value without the nulls that stand where strict mode made an optional property required: the
 * schema as it was written knows such a property only as absent.
 *
 * @param root - The whole document, for references inside it.
 */
export function withoutFilledNulls(
  value: unknown,
  schema: unknown,
  root: unknown = schema,
): unknown {
  if (Array.isArray(value)) {
    return value.map((entry, index) =>
      withoutFilledNulls(entry, itemSchema(schema, index, root), root),
    );
  }
  if (!isRecord(value)) return value;
  const parts = partsOf(schema, value, root);
  const kept: [string, unknown][] = [];
  for (const [name, entry] of Object.entries(value)) {
    const part = parts.find(
      ({ properties }) => isRecord(properties) && Object.hasOwn(properties, name),
    );
    const property = isRecord(part?.properties) ? part.properties[name] : undefined;
    const isOptional = !(Array.isArray(part?.required) && part.required.includes(name));
    if (entry === null && part && isOptional && !allowsNull(property, root)) continue;
    const other = parts.find(({ additionalProperties }) => isRecord(additionalProperties));
    kept.push([name, withoutFilledNulls(entry, property ?? other?.additionalProperties, root)]);
  }
  // Not by assignment, which means something else for the name `__proto__`.
  return Object.fromEntries(kept);
}

/** Whether `null` fits the schema, as far as its type, its values or its branches say so. */
export function allowsNull(schema: unknown, root: unknown = schema): boolean {
  const { type, anyOf, oneOf, enum: values, const: only } = resolved(schema, root);
  if (type === "null" || (Array.isArray(type) && type.includes("null"))) return true;
  if (only === null || (Array.isArray(values) && values.includes(null))) return true;
  return listOf(anyOf, oneOf).some((branch) => allowsNull(branch, root));
}

function itemSchema(schema: unknown, index: number, root: unknown): unknown {
  const { prefixItems, items, anyOf, oneOf } = resolved(schema, root);
  const own = Array.isArray(prefixItems) ? (prefixItems[index] ?? items) : items;
  if (own !== undefined) return own;
  const branches = listOf(anyOf, oneOf).map((branch) => itemSchema(branch, index, root));
  return branches.find((branch) => branch !== undefined);
}

/** The schemas that describe this object: its own, all it combines, and the alternative it took. */
function partsOf(schema: unknown, value: Record<string, unknown>, root: unknown): JsonSchema[] {
  const own = resolved(schema, root);
  const combined = listOf(own.allOf).flatMap((branch) => partsOf(branch, value, root));
  const alternatives = listOf(own.anyOf, own.oneOf).map((branch) => partsOf(branch, value, root));
  const taken = alternatives.find((parts) => parts.some((part) => describes(part, value)));
  return [own, ...combined, ...(taken ?? [])];
}

/** Whether an object schema knows every property of the value and none of its constants differs. */
function describes({ properties }: JsonSchema, value: Record<string, unknown>): boolean {
  if (!isRecord(properties)) return false;
  return Object.entries(value).every(([name, entry]) => {
    const property = properties[name];
    if (!isRecord(property)) return false;
    const values = Array.isArray(property.enum) ? property.enum : undefined;
    if (property.const !== undefined && property.const !== entry) return false;
    return entry === null || values === undefined || values.includes(entry);
  });
}

const MAX_REFERENCES = 16;

function resolved(schema: unknown, root: unknown): JsonSchema {
  let found = schema;
  for (let step = 0; step < MAX_REFERENCES; step += 1) {
    if (!isRecord(found) || typeof found.$ref !== "string") break;
    found = resolveReference(found.$ref, root);
  }
  return isRecord(found) ? found : {};
}

function listOf(...lists: unknown[]): unknown[] {
  return lists.flatMap((list: unknown) => (Array.isArray(list) ? (list as unknown[]) : []));
}
