import type { Shape } from "../../../src/requests/shape.js";

/** How a value is entered. Ranges and choices are those the server holds requests to. */
export type Control =
  | { kind: "number"; whole: boolean; min: number | undefined; max: number | undefined }
  | { kind: "switch" }
  | { kind: "choice"; choices: readonly string[] }
  | { kind: "text" }
  /** JSON, where the value has parts or may be of several kinds. */
  | { kind: "json"; hint: string };

/** The control for what a request may hold; `null` stands for "not set" and needs none. */
export function controlFor(shape: Shape): Control {
  const kinds = alternativesOf(shape);
  const [only] = kinds;
  if (kinds.length !== 1 || only === undefined) return { kind: "json", hint: hintOf(kinds) };
  switch (only.kind) {
    case "number":
      return { kind: "number", whole: only.integer === true, min: only.min, max: only.max };
    case "boolean":
      return { kind: "switch" };
    case "string":
      return only.oneOf === undefined ? { kind: "text" } : { kind: "choice", choices: only.oneOf };
    default:
      return { kind: "json", hint: hintOf(kinds) };
  }
}

function alternativesOf(shape: Shape): Shape[] {
  const all = shape.kind === "union" ? shape.alternatives.map((one) => one.shape) : [shape];
  return all.filter(({ kind }) => kind !== "null");
}

const hintOf = (shapes: Shape[]): string => [...new Set(shapes.map(describeShape))].join(", or ");

/** What may be written, in the words of JSON. */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case "number":
      return `${shape.integer === true ? "a whole number" : "a number"}${rangeOf(shape)}`;
    case "boolean":
      return "true or false";
    case "string":
      return shape.oneOf === undefined ? "a text" : shape.oneOf.join(", ");
    case "list":
      return `a list${shape.max === undefined ? "" : ` of up to ${shape.max}`}`;
    case "by-type":
      return `an object whose type is ${Object.keys(shape.types).join(", ")}`;
    case "object":
      return `an object with ${Object.keys(shape.keys).join(", ")}`;
    case "map":
      return `an object of ${describeShape(shape.values)}`;
    default:
      return "an object";
  }
}

function rangeOf({ min, max }: { min?: number; max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` from ${min}`;
  return max === undefined ? "" : ` up to ${max}`;
}
