import type { JsonSchema } from "fireworks-client/wire";
import type { SeededRandom } from "../random/seeded-random.js";

/** How wide a range is assumed when one end is open. */
const SPAN = 100;

/** A number within the limits of the schema, on its `multipleOf` grid when it has one. */
export function sampleNumber(
  schema: JsonSchema,
  type: "integer" | "number",
  random: SeededRandom,
): number {
  const { low, high } = limits(schema);
  if (low === high) return low;
  const step = stepOf(schema, type);
  if (step !== undefined) return onGrid(low, high, step, random);
  if (type === "integer") return wholeNumber(low, high, schema, random);
  const value = low + random.next() * (high - low);
  const rounded = Math.round(value * 100) / 100;
  return rounded > low && rounded < high ? rounded : value;
}

/** Whole numbers that are multiples of 0.01 are multiples of 1 as well. */
function stepOf({ multipleOf }: JsonSchema, type: "integer" | "number"): number | undefined {
  if (typeof multipleOf !== "number") return undefined;
  return type === "integer" && Number.isInteger(1 / multipleOf) ? 1 : multipleOf;
}

interface Limits {
  low: number;
  high: number;
}

function limits(schema: JsonSchema): Limits {
  const lows = [schema["minimum"], schema["exclusiveMinimum"]].filter(
    (end) => typeof end === "number",
  );
  const highs = [schema["maximum"], schema["exclusiveMaximum"]].filter(
    (end) => typeof end === "number",
  );
  const low = lows.length > 0 ? Math.max(...lows) : undefined;
  const high = highs.length > 0 ? Math.min(...highs) : undefined;
  return {
    low: low ?? (high === undefined || high > 0 ? 0 : high - SPAN),
    high: high ?? Math.max(low ?? 0, 0) + SPAN,
  };
}

function wholeNumber(low: number, high: number, schema: JsonSchema, random: SeededRandom): number {
  const least = low === schema["exclusiveMinimum"] ? Math.floor(low) + 1 : Math.ceil(low);
  const most = high === schema["exclusiveMaximum"] ? Math.ceil(high) - 1 : Math.floor(high);
  return random.integer(least, Math.max(least, most));
}

/** Decimal steps do not divide evenly in binary, so the grid is tried until a point divides. */
function onGrid(low: number, high: number, step: number, random: SeededRandom): number {
  const least = Math.ceil(low / step);
  const most = Math.max(least, Math.floor(high / step));
  for (let tries = 0; tries < 32; tries += 1) {
    const value = Number((random.integer(least, most) * step).toPrecision(12));
    if (Number.isInteger(value / step) && value >= low && value <= high) return value;
  }
  return least * step;
}
