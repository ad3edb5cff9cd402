import type { Shape } from "../../requests/shape.js";
import { toCamelCase } from "../messages/field-names.js";

/** Where a value is inside a resource, and what it is. */
export interface FieldPath {
  keys: readonly string[];
  shape: Shape;
}

/** `base_model_details.moe` of a resource, or undefined when the resource has no such field. */
export function findField(path: readonly string[], resource: Shape): FieldPath | undefined {
  const keys: string[] = [];
  let shape = resource;
  for (const name of path) {
    while (shape.kind === "list") shape = shape.items;
    if (shape.kind === "map" || shape.kind === "json-object") {
      // Keys of a map are data: they keep the spelling they came with.
      keys.push(name);
      shape = shape.kind === "map" ? shape.values : { kind: "string" };
      continue;
    }
    const key = toCamelCase(name);
    if (shape.kind !== "object" || !Object.hasOwn(shape.keys, key)) return undefined;
    keys.push(key);
    shape = shape.keys[key]?.shape ?? { kind: "anything" };
  }
  return { keys, shape };
}

/** Every value at the path: one, none, or, where it leads through a list, one for each item. */
export function valuesAt(resource: unknown, keys: readonly string[]): unknown[] {
  let values: unknown[] = [resource];
  for (const key of keys) {
    values = values
      .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
      .flatMap((value) => {
        const item: unknown = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
        return item === undefined || item === null ? [] : [item];
      });
  }
  return values;
}

/** What is absent is empty. */
export function toText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
