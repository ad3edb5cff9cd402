import type { Shape } from "../../requests/shape.js";
import { readDuration, readTimestamp } from "../timestamps.js";
import { toText } from "./field-path.js";
import type { Comparator } from "./filter-parse.js";

/** Whether a value of a resource compares as asked; undefined stands for one that was left out. */
export type Comparison = (value: unknown) => boolean;

type Ordered = number | bigint | string;

/** The comparison, or what is wrong with asking for it. */
export function comparisonFor(
  shape: Shape,
  comparator: Comparator,
  value: string,
): Comparison | { problem: string } {
  switch (shape.kind) {
    case "boolean":
      return compareBoolean(comparator, value);
    case "number":
      return compareBy(comparator, value, readNumber, 0, "is compared with a number");
    case "string":
      return compareString(shape, comparator, value);
    case "object":
    case "map":
    case "list":
    case "json-object":
      return { problem: "holds other fields: name one of them after a dot, or ask with :" };
    default:
      return compareText(comparator, value);
  }
}

function compareBoolean(comparator: Comparator, value: string): Comparison | { problem: string } {
  if (value !== "true" && value !== "false") return { problem: "is true or false" };
  if (comparator === "!=") return (held) => (held ?? false) !== (value === "true");
  if (comparator === "=" || comparator === ":")
    return (held) => (held ?? false) === (value === "true");
  return { problem: `cannot be compared with ${comparator}` };
}

function compareString(
  shape: Shape & { kind: "string" },
  comparator: Comparator,
  value: string,
): Comparison | { problem: string } {
  switch (shape.format) {
    case "int64":
      return compareBy(comparator, value, readBigInt, 0n, "is compared with a whole number");
    case "date-time":
      return compareBy(comparator, value, readTimestamp, NaN, "is compared with an RFC 3339 time");
    case "duration":
      return compareBy(comparator, value, readDuration, 0, "is compared with seconds, e.g. 600s");
    default:
      if (shape.oneOf !== undefined && ["<", "<=", ">", ">="].includes(comparator))
        return { problem: `cannot be compared with ${comparator}` };
      return compareText(comparator, value);
  }
}

function compareBy<Value extends Ordered>(
  comparator: Comparator,
  value: string,
  read: (text: string) => Value | undefined,
  absent: Value,
  problem: string,
): Comparison | { problem: string } {
  const wanted = read(value);
  if (wanted === undefined) return { problem };
  return (held) => {
    const number = held === undefined ? absent : (read(toText(held)) ?? absent);
    return holds(comparator === ":" ? "=" : comparator, number, wanted);
  };
}

function compareText(comparator: Comparator, value: string): Comparison {
  if (comparator === ":") {
    const part = value.replaceAll("*", "").toLowerCase();
    return (held) => toText(held).toLowerCase().includes(part);
  }
  if (!value.includes("*") || (comparator !== "=" && comparator !== "!="))
    return (held) => holds(comparator, toText(held), value);
  const parts = value.split("*");
  return (held) => fitsWildcard(toText(held), parts) === (comparator === "=");
}

function holds(comparator: Comparator, held: Ordered, wanted: Ordered): boolean {
  switch (comparator) {
    case "=":
    case ":":
      return held === wanted;
    case "!=":
      return held !== wanted;
    case "<":
      return held < wanted;
    case "<=":
      return held <= wanted;
    case ">":
      return held > wanted;
    case ">=":
      return held >= wanted;
  }
}

/** Whether the text is the parts in order with anything between. Takes time in the text's length. */
function fitsWildcard(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= end;
}

function readNumber(text: string): number | undefined {
  return /^-?\d{1,300}(?:\.\d{1,300})?(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

function readBigInt(text: string): bigint | undefined {
  return /^-?\d{1,30}$/.test(text) ? BigInt(text) : undefined;
}
