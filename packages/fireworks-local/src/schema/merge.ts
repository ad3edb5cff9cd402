import type { JsonSchema } from "fireworks-client/wire";
import { conditionalBranches } from "./conditional.js";
import { equalJson } from "../json/equal-json.js";
import { listOf } from "./keyword-values.js";
import { resolveReference } from "./references.js";
import type { WorkBudget } from "./work-budget.js";

const COST = 10;

/** References can lead back to themselves, twice at each step: a schema gets this many in all. */
const MAX_REFERENCES = 256;

/**
 * One schema that asks for what all of them ask: references resolved, `allOf` folded in, conditions
 * made a choice. Branches of `anyOf` and `oneOf` are left for the sampler to choose from.
 */
export function flatten(
  schema: unknown,
  root: JsonSchema,
  work: WorkBudget,
  left: { references: number } = { references: MAX_REFERENCES },
): JsonSchema {
  if (typeof schema !== "object" || schema === null) return {};
  const { $ref, allOf, if: _if, then: _then, else: _else, ...own } = schema as JsonSchema;
  const conditional = conditionalBranches(schema as JsonSchema);
  work.spend(COST + Object.keys(own).length);
  left.references -= 1;
  if (left.references < 0) return own;
  const parts = [
    own,
    ...(typeof $ref === "string" ? [resolveReference($ref, root)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
    ...(conditional === undefined ? [] : [{ anyOf: conditional }]),
  ];
  const [first = own, ...others] = parts.map((part, index) =>
    index === 0 ? own : flatten(part, root, work, left),
  );
  return others.reduce((merged, part) => merge(merged, part), first);
}

/** Both at once; where a keyword cannot be joined, the right side wins. */
export function merge(left: JsonSchema, right: JsonSchema): JsonSchema {
  const merged: JsonSchema = { ...left };
  for (const [keyword, value] of Object.entries(right))
    merged[keyword] =
      keyword in left ? joinKeyword(keyword, left[keyword], value, left, right) : value;
  return merged;
}

function joinKeyword(
  keyword: string,
  left: unknown,
  right: unknown,
  leftSchema: JsonSchema,
  rightSchema: JsonSchema,
): unknown {
  switch (keyword) {
    case "properties":
    case "patternProperties":
      return joinProperties(left, right);
    case "required":
      return [...new Set([left, right].flat())];
    case "type":
      return joinTypes(left, right);
    case "enum":
      return Array.isArray(left) && Array.isArray(right)
        ? left.filter((choice) => right.some((other) => equalJson(choice, other)))
        : right;
    case "minimum":
    case "exclusiveMinimum":
    case "minLength":
    case "minItems":
    case "minProperties":
      return Math.max(Number(left), Number(right));
    case "maximum":
    case "exclusiveMaximum":
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return Math.min(Number(left), Number(right));
    case "items":
    case "additionalProperties":
    case "propertyNames":
    case "contains":
      return joinSchemas(left, right);
    case "prefixItems":
      return joinTuples(leftSchema, rightSchema);
    case "not":
      return { anyOf: [left, right] };
    case "anyOf":
    case "oneOf":
      return joinBranches(leftSchema, rightSchema, keyword);
    default:
      return right;
  }
}

function joinProperties(left: unknown, right: unknown): unknown {
  const joined: Record<string, unknown> = { ...(left as object) };
  for (const [key, schema] of Object.entries(right as object))
    joined[key] = Object.hasOwn(joined, key) ? joinSchemas(joined[key], schema) : schema;
  return joined;
}

function joinSchemas(left: unknown, right: unknown): unknown {
  if (left === false || right === false) return false;
  if (typeof left !== "object") return right;
  return typeof right === "object" ? { allOf: [left, right] } : left;
}

/** Place by place; where one tuple has ended, its `items` say what follows. */
function joinTuples(left: JsonSchema, right: JsonSchema): unknown {
  const [lefts, rights] = [listOf(left["prefixItems"]), listOf(right["prefixItems"])];
  const length = Math.max(lefts.length, rights.length);
  return Array.from({ length }, (_, index) =>
    joinSchemas(lefts[index] ?? left["items"] ?? true, rights[index] ?? right["items"] ?? true),
  );
}

function joinTypes(left: unknown, right: unknown): unknown {
  const allowed = [right].flat();
  const both = [left].flat().flatMap((type) => {
    if (allowed.includes(type)) return [type];
    const isWhole = type === "number" && allowed.includes("integer");
    return isWhole || (type === "integer" && allowed.includes("number")) ? ["integer"] : [];
  });
  return both.length === 1 ? both[0] : both;
}

/** `A or B` and `C or D`: every pair. Short lists only; longer ones keep the right side. */
function joinBranches(left: JsonSchema, right: JsonSchema, keyword: string): unknown {
  const lefts = left[keyword];
  const rights = right[keyword];
  if (!Array.isArray(lefts) || !Array.isArray(rights)) return rights;
  if (lefts.length * rights.length > 64) return rights;
  return lefts.flatMap((one: unknown) => rights.map((other: unknown) => ({ allOf: [one, other] })));
}
