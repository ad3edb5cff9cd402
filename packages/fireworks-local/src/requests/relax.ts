import { isRecord } from "../json/is-record.js";
import type { Field, Shape } from "./shape.js";
import { findProblems } from "./validate.js";

/** A value as a lenient server reads it; undefined when nothing of it can be used. */
type Relaxed = { value: unknown } | undefined;

/**
 * What of `value` fits `shape`: unknown keys and optional values of a wrong type are left out, numbers
 * go to the nearest limit, long lists are cut. Undefined when a required value cannot be read, so that
 * what comes back can be answered like a valid request.
 */
export function relax(value: unknown, shape: Shape): Relaxed {
  switch (shape.kind) {
    case "anything":
      return { value };
    case "string":
      return relaxString(value, shape);
    case "number":
      return relaxNumber(value, shape);
    case "boolean":
    case "null":
    case "json-object":
      return findProblems(value, shape).length === 0 ? { value } : undefined;
    case "map":
      return isRecord(value) ? relaxMap(value, shape.values) : undefined;
    case "list":
      return Array.isArray(value) ? relaxList(value, shape) : undefined;
    case "object":
      return isRecord(value) ? relaxObject(value, shape.keys) : undefined;
    case "by-type": {
      const type = isRecord(value) ? (value["type"] ?? shape.unnamed) : undefined;
      const keys = typeof type === "string" ? shape.types[type] : undefined;
      if (keys === undefined || !isRecord(value)) return undefined;
      return relaxObject({ ...value, type }, { type: { shape: { kind: "string" } }, ...keys });
    }
    case "union":
      return relaxUnion(value, shape);
  }
}

/** Length and pattern are let through: nothing that answers depends on them. */
function relaxString(value: unknown, shape: Shape & { kind: "string" }): Relaxed {
  if (typeof value !== "string") return undefined;
  if (shape.oneOf === undefined || shape.oneOf.includes(value)) return { value };
  const meant = new Map(Object.entries(shape.readAs ?? {})).get(value);
  return meant === undefined ? undefined : { value: meant };
}

function relaxNumber(value: unknown, shape: Shape & { kind: "number" }): Relaxed {
  if (typeof value !== "number") return undefined;
  const whole = shape.integer === true ? Math.trunc(value) : value;
  return { value: Math.min(Math.max(whole, shape.min ?? -Infinity), shape.max ?? Infinity) };
}

function relaxMap(value: Record<string, unknown>, values: Shape): Relaxed {
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const relaxed = relax(item, values);
    return relaxed === undefined ? [] : [[key, relaxed.value] as const];
  });
  return { value: Object.fromEntries(kept) };
}

function relaxList(value: unknown[], shape: Shape & { kind: "list" }): Relaxed {
  const kept = value.flatMap((item) => {
    const relaxed = relax(item, shape.items);
    return relaxed === undefined ? [] : [relaxed.value];
  });
  const lostAll = kept.length === 0 && value.length > 0;
  if (lostAll || kept.length < (shape.min ?? 0)) return undefined;
  return { value: kept.slice(0, shape.max) };
}

function relaxObject(
  value: Record<string, unknown>,
  keys: Readonly<Record<string, Field>>,
): Relaxed {
  const kept: [string, unknown][] = [];
  for (const [key, field] of Object.entries(keys)) {
    const relaxed = Object.hasOwn(value, key) ? relax(value[key], field.shape) : undefined;
    if (relaxed !== undefined) kept.push([key, relaxed.value]);
    else if (field.required === true) return undefined;
  }
  return { value: Object.fromEntries(kept) };
}

/** An alternative that fits as it is comes before one that has to be made to fit. */
function relaxUnion(value: unknown, { alternatives }: Shape & { kind: "union" }): Relaxed {
  if (alternatives.some(({ shape }) => findProblems(value, shape).length === 0)) return { value };
  for (const { shape } of alternatives) {
    const relaxed = relax(value, shape);
    if (relaxed !== undefined) return relaxed;
  }
  return undefined;
}
