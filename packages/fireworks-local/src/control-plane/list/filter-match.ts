import type { Shape } from "../../requests/shape.js";
import { type FieldPath, findField, valuesAt } from "./field-path.js";
import { type Filter, parseFilter, type Restriction } from "./filter-parse.js";
import { filterProblem } from "./filter-tokens.js";
import { type Comparison, comparisonFor } from "./filter-values.js";

/** Whether a resource is among those a filter asks for. */
export type ResourceTest = (resource: unknown) => boolean;

/**
 * The test that a filter of AIP-160 describes. `resource` describes what it is asked of: a field it does
 * not have, and a value that no such field can have, are refused with their position (E8, code 3).
 */
export function compileFilter(filter: string, resource: Shape): ResourceTest {
  return compile(parseFilter(filter), resource);
}

function compile(filter: Filter, resource: Shape): ResourceTest {
  switch (filter.kind) {
    case "all": {
      const tests = filter.of.map((one) => compile(one, resource));
      return (item) => tests.every((test) => test(item));
    }
    case "any": {
      const tests = filter.of.map((one) => compile(one, resource));
      return (item) => tests.some((test) => test(item));
    }
    case "not": {
      const test = compile(filter.of, resource);
      return (item) => !test(item);
    }
    case "restriction":
      return compileRestriction(filter, resource);
  }
}

function compileRestriction(restriction: Restriction, resource: Shape): ResourceTest {
  const { path, position, comparator, value, quoted } = restriction;
  const field = findField(path, resource);
  if (field === undefined) throw filterProblem(position, `unknown field "${path.join(".")}"`);
  const { keys } = field;
  const isOpen = !quoted && value === "*" && comparator === ":";
  if (isOpen) return (item) => valuesAt(item, keys).some(isPresent);
  if (comparator === ":") return compileHas(restriction, field);
  const compare = comparisonOf(restriction, field.shape);
  // What the server leaves out is false, 0 or empty.
  return (item) => {
    const values = valuesAt(item, keys);
    return values.length === 0 ? compare(undefined) : values.some(compare);
  };
}

/** `:` asks lists for an item, objects and maps for a key, and texts for a part. */
function compileHas(restriction: Restriction, { keys, shape }: FieldPath): ResourceTest {
  const { value } = restriction;
  if (shape.kind === "list") {
    const compare = comparisonOf({ ...restriction, comparator: "=" }, shape.items);
    return (item) => valuesAt(item, keys).flat().some(compare);
  }
  if (shape.kind === "object" || shape.kind === "map" || shape.kind === "json-object") {
    const key = findField([value], shape)?.keys[0] ?? value;
    return (item) => valuesAt(item, [...keys, key]).some(isPresent);
  }
  const compare = comparisonOf(restriction, shape);
  return (item) => valuesAt(item, keys).some(compare);
}

function comparisonOf(restriction: Restriction, shape: Shape): Comparison {
  const { comparator, value, valuePosition, path } = restriction;
  const compare = comparisonFor(shape, comparator, value);
  if (typeof compare === "function") return compare;
  throw filterProblem(valuePosition, `${path.join(".")} ${compare.problem}`);
}

function isPresent(value: unknown): boolean {
  return value !== "" && value !== 0 && value !== false;
}
