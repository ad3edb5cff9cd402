import { isRecord } from "../json/is-record.js";
import type { JsonSchema } from "fireworks-client/wire";
import { conditionalBranches } from "./conditional.js";
import { equalJson } from "../json/equal-json.js";
import { listOf, numberOf } from "./keyword-values.js";
import { resolveReference } from "./references.js";
import { fitsArray, fitsObject } from "./validate-container.js";
import { fitsString } from "./validate-string.js";
import { WorkBudget } from "./work-budget.js";

const MAX_DEPTH = 200;

/** A look at one schema costs as much as ten at a character. */
const COST = 10;

export interface FitOptions {
  root: JsonSchema;
  budget?: WorkBudget;
  depth?: number;
}

/**
 * Whether `value` fits `schema`: the keywords of contract 2.5, and those one level up that schemas
 * are written with, so that no sample breaks them. Used on our own samples and on values found in
 * the question.
 */
export function fits(value: unknown, schema: unknown, options: FitOptions): boolean {
  const { root, budget = new WorkBudget(), depth = 0 } = options;
  budget.spend(COST);
  if (schema === false || depth > MAX_DEPTH) return false;
  if (typeof schema !== "object" || schema === null) return true;
  const rules = schema as JsonSchema;
  const inner = { root, budget, depth: depth + 1 };
  const inside = (branch: unknown, item: unknown): boolean => fits(item, branch, inner);
  const nested: Nested = (branch) => fits(value, branch, inner);
  return (
    fitsReference(rules, root, nested) &&
    fitsType(value, rules["type"]) &&
    fitsChoice(value, rules, budget) &&
    fitsBranches(rules, nested) &&
    fitsNumber(value, rules) &&
    (typeof value !== "string" || fitsString(value, rules, budget)) &&
    (!Array.isArray(value) || fitsArray(value, rules, { fits: inside, budget })) &&
    (!isRecord(value) || fitsObject(value, rules, { fits: inside, budget }))
  );
}

type Nested = (schema: unknown) => boolean;

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
      return isRecord(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function fitsChoice(value: unknown, rules: JsonSchema, budget: WorkBudget): boolean {
  if ("const" in rules && !equalJson(value, rules["const"])) return false;
  const choices = rules["enum"];
  if (!Array.isArray(choices)) return true;
  budget.spend(choices.length);
  return choices.some((choice) => equalJson(value, choice));
}

function fitsBranches(rules: JsonSchema, nested: Nested): boolean {
  const branches = (keyword: string): unknown[] => listOf(rules[keyword]);
  const conditional = conditionalBranches(rules);
  const fitting = (keyword: string): number =>
    branches(keyword).filter((branch) => nested(branch)).length;
  return (
    branches("allOf").every((branch) => nested(branch)) &&
    (rules["anyOf"] === undefined || fitting("anyOf") > 0) &&
    (rules["oneOf"] === undefined || fitting("oneOf") === 1) &&
    (rules["not"] === undefined || !nested(rules["not"])) &&
    (conditional === undefined || conditional.some((branch) => nested(branch)))
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
