import type { JsonSchema } from "fireworks-client/wire";
import { equalJson } from "./equal-json.js";
import { resolveReference } from "./references.js";

/** Steps for one value: references that lead back to themselves would never end. */
const MAX_STEPS = 20_000;
const MAX_DEPTH = 200;

export interface FitOptions {
  root: JsonSchema;
  budget?: { steps: number };
  depth?: number;
}

/**
 * Whether `value` fits `schema`, for the keywords of contract 2.5. Used on our own samples and on
 * values found in the question, so formats are not checked.
 */
export function fits(value: unknown, schema: unknown, options: FitOptions): boolean {
  const { root, budget = { steps: MAX_STEPS }, depth = 0 } = options;
  budget.steps -= 1;
  if (schema === false || depth > MAX_DEPTH || budget.steps < 0) return false;
  if (typeof schema !== "object" || schema === null) return true;
  const rules = schema as JsonSchema;
  const inner = { root, budget, depth: depth + 1 };
  const nested: Nested = (branch, item = value) => fits(item, branch, inner);
  return (
    fitsReference(rules, root, nested) &&
    fitsType(value, rules["type"]) &&
    fitsChoice(value, rules) &&
    fitsBranches(rules, nested) &&
    fitsNumber(value, rules) &&
    fitsString(value, rules) &&
    fitsArray(value, rules, nested) &&
    fitsObject(value, rules, nested)
  );
}

type Nested = (schema: unknown, item?: unknown) => boolean;

function fitsReference({ $ref }: JsonSchema, root: JsonSchema, nested: Nested): boolean {
  if (typeof $ref !== "string") return true;
  const target = resolveReference($ref, root);
  return target !== undefined && nested(target);
}

function fitsType(value: unknown, type: unknown): boolean {
  if (type === undefined) return true;
  return [type].flat().some((name) => isOfType(value, name));
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function fitsChoice(value: unknown, rules: JsonSchema): boolean {
  if ("const" in rules && !equalJson(value, rules["const"])) return false;
  const choices = rules["enum"];
  return !Array.isArray(choices) || choices.some((choice) => equalJson(value, choice));
}

function fitsBranches(rules: JsonSchema, nested: Nested): boolean {
  const branches = (keyword: string): unknown[] => listOf(rules[keyword]);
  const fitting = (keyword: string): number =>
    branches(keyword).filter((branch) => nested(branch)).length;
  return (
    branches("allOf").every((branch) => nested(branch)) &&
    (rules["anyOf"] === undefined || fitting("anyOf") > 0) &&
    (rules["oneOf"] === undefined || fitting("oneOf") === 1) &&
    (rules["not"] === undefined || !nested(rules["not"]))
  );
}

function fitsNumber(value: unknown, rules: JsonSchema): boolean {
  if (typeof value !== "number") return true;
  const step = rules["multipleOf"];
  return (
    value >= numberOf(rules["minimum"], -Infinity) &&
    value <= numberOf(rules["maximum"], Infinity) &&
    value > numberOf(rules["exclusiveMinimum"], -Infinity) &&
    value < numberOf(rules["exclusiveMaximum"], Infinity) &&
    (typeof step !== "number" || Number.isInteger(value / step))
  );
}

function fitsString(value: unknown, rules: JsonSchema): boolean {
  if (typeof value !== "string") return true;
  const { length } = [...value];
  if (length < numberOf(rules["minLength"], 0)) return false;
  if (length > numberOf(rules["maxLength"], Infinity)) return false;
  const pattern = typeof rules["pattern"] === "string" ? compilePattern(rules["pattern"]) : null;
  return pattern === null || pattern.test(value);
}

function fitsArray(value: unknown, rules: JsonSchema, nested: Nested): boolean {
  if (!Array.isArray(value)) return true;
  const prefix = listOf(rules["prefixItems"]);
  return (
    value.length >= numberOf(rules["minItems"], 0) &&
    value.length <= numberOf(rules["maxItems"], Infinity) &&
    value.every((item, index) => nested(prefix[index] ?? rules["items"], item)) &&
    (rules["uniqueItems"] !== true || isDistinct(value))
  );
}

function fitsObject(value: unknown, rules: JsonSchema, nested: Nested): boolean {
  if (!isOfType(value, "object")) return true;
  const object = value as Record<string, unknown>;
  const properties = (rules["properties"] ?? {}) as Record<string, unknown>;
  const count = Object.keys(object).length;
  return (
    listOf(rules["required"]).every((key) => Object.hasOwn(object, String(key))) &&
    count >= numberOf(rules["minProperties"], 0) &&
    count <= numberOf(rules["maxProperties"], Infinity) &&
    Object.entries(object).every(([key, item]) =>
      nested(
        Object.hasOwn(properties, key) ? properties[key] : rules["additionalProperties"],
        item,
      ),
    )
  );
}

/** The pattern as validators read it, or null when it is no regular expression. */
export function compilePattern(source: string): RegExp | null {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(source, flags);
    } catch {
      continue;
    }
  }
  return null;
}

function isDistinct(items: unknown[]): boolean {
  return items.every(
    (item, index) => !items.slice(0, index).some((other) => equalJson(item, other)),
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
