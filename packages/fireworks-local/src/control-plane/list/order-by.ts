import type { Shape } from "../../requests/shape.js";
import { invalidArgument } from "../grpc-refusal.js";
import { readTimestamp } from "../timestamps.js";
import { type FieldPath, findField, toText, valuesAt } from "./field-path.js";

/** What a resource is sorted by: one value for each field asked for, then its name. */
export type SortKey = readonly (string | number | boolean)[];

export interface SortOrder {
  keyOf(resource: { name: string }): SortKey;
  compare(one: SortKey, other: SortKey): number;
}

interface SortField extends FieldPath {
  descending: boolean;
}

/** More fields than any list has, and few enough to sort by. */
const MAX_FIELDS = 20;

/**
 * `orderBy`: fields with `desc` or `asc` behind them, separated by commas. The name decides between
 * equals, so that every order is total. Throws E8 for a field the resource does not have.
 */
export function readOrder(orderBy: string, resource: Shape): SortOrder {
  const parts = orderBy.split(",").filter((part) => part.trim() !== "");
  if (parts.length > MAX_FIELDS) throw invalidArgument(`order_by has at most ${MAX_FIELDS} fields`);
  const fields = parts.map((part) => readField(part.trim(), resource));
  return {
    keyOf: (item) => [...fields.map((field) => valueOf(item, field)), item.name],
    compare(one, other) {
      for (const [at, value] of one.entries()) {
        const difference = compareValues(value, other[at] ?? "");
        if (difference !== 0) return fields[at]?.descending === true ? -difference : difference;
      }
      return 0;
    },
  };
}

function readField(part: string, resource: Shape): SortField {
  const [, path = "", direction = "asc"] = /^([\w.]+)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
  const field = findField(path.split("."), resource);
  if (field === undefined || path === "")
    throw invalidArgument(`invalid order_by: unknown field ${JSON.stringify(part.slice(0, 100))}`);
  return { ...field, descending: direction.toLowerCase() === "desc" };
}

/** What is absent sorts as false, 0 or empty. */
function valueOf(item: unknown, { keys, shape }: SortField): string | number | boolean {
  const [value] = valuesAt(item, keys);
  if (shape.kind === "boolean") return value === true;
  if (shape.kind === "number") return Number(value ?? 0);
  const text = toText(value);
  if (shape.kind !== "string") return text;
  if (shape.format === "int64") return Number(text);
  if (shape.format === "date-time") return readTimestamp(text) ?? 0;
  return text;
}

function compareValues(one: string | number | boolean, other: string | number | boolean): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
