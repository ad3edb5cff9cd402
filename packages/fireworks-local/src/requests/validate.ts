import { isRecord } from "../json/is-record.js";
import { pythonRepr } from "./python-repr.js";
import { type Alternative, object, oneOf, required, type Shape } from "./shape.js";

/** More problems than this are not collected: nobody reads them, and a hostile body has millions. */
const MAX_PROBLEMS = 50;

/** Every way in which `value` departs from `shape`, in Fireworks' words (contract 5.3). */
export function findProblems(value: unknown, shape: Shape, path = ""): string[] {
  return firstOf(check(value, shape, path));
}

/** One message for all problems, counted when there are several. */
export function joinProblems(problems: string[]): string {
  const [first = ""] = problems;
  return problems.length === 1
    ? first
    : `${problems.length} request validation errors: ${problems.join("; ")}`;
}

/** Found one by one, so that nobody looks for more than are told. */
type Problems = Generator<string, void, undefined>;

function firstOf(problems: Problems): string[] {
  const found: string[] = [];
  for (const problem of problems) if (found.push(problem) === MAX_PROBLEMS) break;
  return found;
}

function* check(value: unknown, shape: Shape, path: string): Problems {
  switch (shape.kind) {
    case "anything":
      return;
    case "string":
      return yield* checkString(value, shape, path);
    case "number":
      return yield* checkNumber(value, shape, path);
    case "boolean":
      if (typeof value !== "boolean") yield invalid("boolean", path, value);
      return;
    case "null":
      if (value !== null) yield problem("Input should be None", path, value);
      return;
    case "json-object":
      if (!isRecord(value)) yield invalid("dictionary", path, value);
      return;
    case "map":
      return yield* checkMap(value, shape, path);
    case "list":
      return yield* checkList(value, shape, path);
    case "object":
      return yield* checkObject(value, shape, path);
    case "by-type":
      return yield* checkByType(value, shape, path);
    case "union":
      return yield* checkUnion(value, shape.alternatives, path);
  }
}

function* checkString(value: unknown, shape: Shape & { kind: "string" }, path: string): Problems {
  const { oneOf: choices, minLength, maxLength, pattern } = shape;
  if (choices !== undefined) {
    if (typeof value !== "string" || !choices.includes(value))
      yield problem(`Input should be ${quoteChoices(choices)}`, path, value);
  } else if (typeof value !== "string") {
    yield invalid("string", path, value);
  } else if (minLength !== undefined && value.length < minLength) {
    yield problem(`String should have at least ${minLength} ${plural(minLength)}`, path, value);
  } else if (maxLength !== undefined && value.length > maxLength) {
    yield problem(`String should have at most ${maxLength} characters`, path, value);
  } else if (pattern !== undefined && !pattern.test(value)) {
    yield problem(`String should match pattern '${pattern.source}'`, path, value);
  }
}

const plural = (count: number): string => (count === 1 ? "character" : "characters");

function* checkNumber(value: unknown, shape: Shape & { kind: "number" }, path: string): Problems {
  const { integer = false, min, max } = shape;
  if (typeof value !== "number" || (integer && !Number.isInteger(value)))
    yield invalid(integer ? "integer" : "number", path, value);
  else if (min !== undefined && value < min)
    yield problem(`Input should be greater than or equal to ${min}`, path, value);
  else if (max !== undefined && value > max)
    yield problem(`Input should be less than or equal to ${max}`, path, value);
}

function* checkMap(value: unknown, shape: Shape & { kind: "map" }, path: string): Problems {
  if (!isRecord(value)) return yield invalid("dictionary", path, value);
  for (const [key, item] of Object.entries(value))
    yield* check(item, shape.values, join(path, key));
}

function* checkList(value: unknown, shape: Shape & { kind: "list" }, path: string): Problems {
  // The label is part of Fireworks' path even when the value is no list at all.
  const at = shape.label === undefined ? path : join(path, `list[${shape.label}]`);
  if (!Array.isArray(value)) return yield invalid("list", at, value);
  const { min, max } = shape;
  if (min !== undefined && value.length < min) return yield wrongLength("least", min, at, value);
  if (max !== undefined && value.length > max) return yield wrongLength("most", max, at, value);
  for (const [index, item] of value.entries()) yield* check(item, shape.items, `${at}[${index}]`);
}

/** Pydantic's words: singular or plural goes by the limit. */
function wrongLength(end: "least" | "most", limit: number, path: string, value: unknown[]): string {
  const items = limit === 1 ? "item" : "items";
  const text = `List should have at ${end} ${limit} ${items} after validation, not ${value.length}`;
  return problem(text, path, value);
}

function* checkObject(value: unknown, shape: Shape & { kind: "object" }, path: string): Problems {
  if (!isRecord(value)) return yield invalid("dictionary", path, value);
  for (const [key, field] of Object.entries(shape.keys))
    if (field.required === true && !Object.hasOwn(value, key))
      yield `Field required, field: '${join(path, key)}'`;
  for (const [key, item] of Object.entries(value)) {
    const field = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const at = join(path, key);
    if (field !== undefined) yield* check(item, field.shape, at);
    else if (shape.isOpen !== true) yield problem("Extra inputs are not permitted", at, item);
  }
}

/** Only the object its `type` names is looked at; without a known one, the type is the problem. */
function* checkByType(value: unknown, shape: Shape & { kind: "by-type" }, path: string): Problems {
  if (!isRecord(value)) return yield invalid("dictionary", path, value);
  const names = Object.keys(shape.types);
  const type = required(oneOf(...names));
  const isUnnamed = shape.unnamed !== undefined && !("type" in value);
  const name = isUnnamed ? shape.unnamed : names.find((one) => one === value["type"]);
  const keys = name === undefined ? undefined : shape.types[name];
  if (keys !== undefined) {
    const named = isUnnamed ? keys : { type, ...keys };
    return yield* check(value, { kind: "object", keys: named, isOpen: shape.isOpen }, path);
  }
  yield* check("type" in value ? { type: value["type"] } : {}, object({ type }), path);
}

/**
 * A lone alternative beside `null` reports under the plain path. Among several, each adds its label:
 * a bad part in `content` is therefore two problems, `content.str` and `content.list[…]`.
 */
function* checkUnion(value: unknown, alternatives: readonly Alternative[], path: string): Problems {
  const collected: string[] = [];
  for (const { label, shape } of alternatives) {
    const problems = firstOf(check(value, shape, label === "" ? path : join(path, label)));
    if (problems.length === 0) return;
    if (shape.kind !== "null") collected.push(...problems);
  }
  yield* collected;
}

function invalid(type: string, path: string, value: unknown): string {
  return problem(`Input should be a valid ${type}`, path, value);
}

function problem(text: string, path: string, value: unknown): string {
  return `${text}, field: '${path}', value: ${pythonRepr(value)}`;
}

function quoteChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `'${choice}'`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
