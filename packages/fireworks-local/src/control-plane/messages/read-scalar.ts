import type { Shape } from "../../requests/shape.js";
import { readDuration, readTimestamp } from "../timestamps.js";

type ScalarShape = Shape & { kind: "string" | "number" | "boolean" };

/** The value as it is kept, or undefined when it does not fit. */
export function readScalar(value: unknown, shape: ScalarShape): unknown {
  switch (shape.kind) {
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "number":
      return readNumber(value, shape);
    case "string":
      return readString(value, shape);
  }
}

/** Protobuf's JSON takes numbers as text, too. */
function readNumber(value: unknown, shape: Shape & { kind: "number" }): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  const { integer = false, min = -Infinity, max = Infinity } = shape;
  const fits = number >= min && number <= max && (!integer || Number.isSafeInteger(number));
  return fits ? number : undefined;
}

const LARGEST = 2n ** 63n;

function readString(value: unknown, shape: Shape & { kind: "string" }): string | undefined {
  const text = shape.format === "int64" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== "string") return undefined;
  if (shape.oneOf !== undefined && !shape.oneOf.includes(text)) return undefined;
  if (shape.maxLength !== undefined && text.length > shape.maxLength) return undefined;
  if (shape.pattern !== undefined && !shape.pattern.test(text)) return undefined;
  switch (shape.format) {
    case "int64": {
      if (!/^-?\d{1,19}$/.test(text)) return undefined;
      const number = BigInt(text);
      return number < LARGEST && number >= -LARGEST ? String(number) : undefined;
    }
    case "date-time":
      return readTimestamp(text) === undefined ? undefined : text;
    case "duration":
      return readDuration(text) === undefined ? undefined : text;
    default:
      return text;
  }
}
