import type { JsonSchema } from "fireworks-client/wire";
import { equalJson } from "../json/equal-json.js";
import { listOf, numberOf, recordOf } from "./keyword-values.js";
import { schemasOfKey } from "./schemas-of-key.js";
import type { WorkBudget } from "./work-budget.js";

/** What a container asks about its parts. */
export interface Inside {
  fits(schema: unknown, item: unknown): boolean;
  budget: WorkBudget;
}

export function fitsArray(items: unknown[], rules: JsonSchema, inside: Inside): boolean {
  const prefix = listOf(rules["prefixItems"]);
  return (
    items.length >= numberOf(rules["minItems"], 0) &&
    items.length <= numberOf(rules["maxItems"], Infinity) &&
    items.every((item, index) => inside.fits(prefix[index] ?? rules["items"], item)) &&
    (rules["uniqueItems"] !== true || isDistinct(items, inside.budget)) &&
    holdsEnough(items, rules, inside)
  );
}

function holdsEnough(items: unknown[], rules: JsonSchema, { fits }: Inside): boolean {
  if (rules["contains"] === undefined) return true;
  const found = items.filter((item) => fits(rules["contains"], item)).length;
  return (
    found >= numberOf(rules["minContains"], 1) && found <= numberOf(rules["maxContains"], Infinity)
  );
}

export function fitsObject(
  object: Record<string, unknown>,
  rules: JsonSchema,
  inside: Inside,
): boolean {
  const { fits, budget } = inside;
  const keys = Object.keys(object);
  return (
    hasAll(object, rules["required"]) &&
    keys.length >= numberOf(rules["minProperties"], 0) &&
    keys.length <= numberOf(rules["maxProperties"], Infinity) &&
    keys.every((key) => fits(rules["propertyNames"], key)) &&
    keys.every((key) =>
      schemasOfKey(rules, key, budget).every((schema) => fits(schema, object[key])),
    ) &&
    fitsDependencies(object, rules, inside)
  );
}

function fitsDependencies(
  object: Record<string, unknown>,
  rules: JsonSchema,
  { fits }: Inside,
): boolean {
  const present = ([key]: [string, unknown]): boolean => Object.hasOwn(object, key);
  const keys = Object.entries(recordOf(rules["dependentRequired"])).filter(present);
  const schemas = Object.entries(recordOf(rules["dependentSchemas"])).filter(present);
  return (
    keys.every(([, needed]) => hasAll(object, needed)) &&
    schemas.every(([, schema]) => fits(schema, object))
  );
}

function hasAll(object: object, keys: unknown): boolean {
  return listOf(keys).every((key) => Object.hasOwn(object, String(key)));
}

function isDistinct(items: unknown[], budget: WorkBudget): boolean {
  budget.spend(items.length ** 2);
  return items.every(
    (item, index) => !items.slice(0, index).some((other) => equalJson(item, other)),
  );
}
