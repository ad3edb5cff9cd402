/**
 * The vocabulary in which accepted requests are described. `validate.ts` reads it; every description
 * is plain data, so that a test can compare it with Fireworks' OpenAPI file.
 */
export type Shape =
  /** Whatever is there; a rule outside the description looks at it. */
  | { kind: "anything" }
  | {
      kind: "string";
      oneOf?: readonly string[];
      /** What a lenient server takes for a value that is not one of them. */
      readAs?: Readonly<Record<string, string>>;
      pattern?: RegExp;
      minLength?: number;
      maxLength?: number;
      /** What the text holds, as OpenAPI calls it. Only the control plane looks at it. */
      format?: "int64" | "date-time" | "duration";
    }
  | { kind: "number"; integer?: boolean; min?: number; max?: number }
  | { kind: "boolean" }
  | { kind: "null" }
  /** Any JSON object, e.g. a JSON Schema. */
  | { kind: "json-object" }
  | { kind: "map"; values: Shape }
  | { kind: "list"; items: Shape; label?: string; min?: number; max?: number }
  /** A closed object: a key that is not listed is refused, unless it is open. */
  | { kind: "object"; keys: Readonly<Record<string, Field>>; isOpen?: boolean }
  /** Objects told apart by the value of their key `type`; `unnamed` is the type that may be left out. */
  | {
      kind: "by-type";
      types: Readonly<Record<string, Readonly<Record<string, Field>>>>;
      unnamed?: string;
      isOpen?: boolean;
    }
  /** Tried in order; when none fits, each alternative reports its own problem under its label. */
  | { kind: "union"; alternatives: readonly Alternative[] };

export interface Alternative {
  label: string;
  shape: Shape;
}

export interface Field {
  shape: Shape;
  required?: boolean;
  /** Said by the server alone: in a request of the control plane it is dropped in silence. */
  outputOnly?: boolean;
  /** What the key is for; in the published schema of a file, where editors show it. */
  doc?: string;
}

export const anything: Shape = { kind: "anything" };
export const string: Shape = { kind: "string" };
export const boolean: Shape = { kind: "boolean" };
export const integer: Shape = { kind: "number", integer: true };
export const number: Shape = { kind: "number" };
export const jsonObject: Shape = { kind: "json-object" };
/** A 64-bit integer of the control plane, which JSON holds as text (contract 7.1). */
export const int64: Shape = { kind: "string", format: "int64" };
/** RFC 3339. */
export const timestamp: Shape = { kind: "string", format: "date-time" };
/** Seconds, e.g. `600s`. */
export const duration: Shape = { kind: "string", format: "duration" };

export function oneOf(...values: string[]): Shape {
  return { kind: "string", oneOf: values };
}

export function range(min: number, max: number): Shape {
  return { kind: "number", min, max };
}

export function integerRange(min: number, max?: number): Shape {
  return { kind: "number", integer: true, min, ...(max === undefined ? {} : { max }) };
}

export function list(
  items: Shape,
  limits: { label?: string; min?: number; max?: number } = {},
): Shape {
  return { kind: "list", items, ...limits };
}

export function object(keys: Record<string, Field>): Shape {
  return { kind: "object", keys };
}

/** Keys that are not listed pass unread. */
export function openObject(keys: Record<string, Field>): Shape {
  return { kind: "object", keys, isOpen: true };
}

/** For each value of `type` the other keys of its object. */
export function byType(types: Record<string, Record<string, Field>>): Shape {
  return { kind: "by-type", types };
}

/** The same for objects whose other keys pass unread. */
export function openByType(
  types: Record<string, Record<string, Field>>,
  options: { unnamed?: string } = {},
): Shape {
  return { kind: "by-type", types, isOpen: true, ...options };
}

export function union(alternatives: Record<string, Shape>): Shape {
  const entries = Object.entries(alternatives).map(([label, shape]) => ({ label, shape }));
  return { kind: "union", alternatives: entries };
}

/** An optional key that may also be `null`. */
export function nullable(shape: Shape): Field {
  const alternatives = shape.kind === "union" ? shape.alternatives : [{ label: "", shape }];
  return {
    shape: {
      kind: "union",
      alternatives: [...alternatives, { label: "", shape: { kind: "null" } }],
    },
  };
}

export function optional(shape: Shape, doc?: string): Field {
  return doc === undefined ? { shape } : { shape, doc };
}

export function required(shape: Shape, doc?: string): Field {
  return { ...optional(shape, doc), required: true };
}

export function outputOnly(shape: Shape): Field {
  return { shape, outputOnly: true };
}

export function map(values: Shape): Shape {
  return { kind: "map", values };
}
