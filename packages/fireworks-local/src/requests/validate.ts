import { pythonRepr } from "./python-repr.js";
import { type Alternative, object, oneOf, required, type Shape } from "./shape.js";

/** More problems than this are not collected: nobody reads them, and a hostile body has millions. */
const MAX_PROBLEMS = 50;

/** Every way in which `value` departs from `shape`, in Fireworks' words (contract 5.3). */
export function findProblems(value: unknown, shape: Shape, path = ""): string[] {
  return check(value, shape, path).slice(0, MAX_PROBLEMS);
}

/** One message for all problems, counted when there are several. */
export function joinProblems(problems: string[]): string {
  const [first = ""] = problems;
  return problems.length === 1
    ? first
    : `${problems.length} request validation errors: ${problems.join("; ")}`;
}

function check(value: unknown, shape: Shape, path: string): string[] {
  switch (shape.kind) {
    case "anything":
      return [];
    case "string":
      return checkString(value, shape, path);
    case "number":
      return checkNumber(value, shape, path);
    case "boolean":
      return typeof value === "boolean" ? [] : [invalid("boolean", path, value)];
    case "null":
      return value === null ? [] : [problem("Input should be None", path, value)];
    case "json-object":
      return isObject(value) ? [] : [invalid("dictionary", path, value)];
    case "map":
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) => check(item, shape.values, join(path, key)))
        : [invalid("dictionary", path, value)];
    case "list":
      return checkList(value, shape, path);
    case "object":
      return checkObject(value, shape, path);
    case "by-type":
      return checkByType(value, shape, path);
    case "union":
      return checkUnion(value, shape.alternatives, path);
  }
}

function checkString(value: unknown, shape: Shape & { kind: "string" }, path: string): string[] {
  if (shape.oneOf !== undefined) {
    if (typeof value === "string" && shape.oneOf.includes(value)) return [];
    return [problem(`Input should be ${quoteChoices(shape.oneOf)}`, path, value)];
  }
  if (typeof value !== "string") return [invalid("string", path, value)];
  if (shape.maxLength !== undefined && value.length > shape.maxLength)
    return [problem(`String should have at most ${shape.maxLength} characters`, path, value)];
  if (shape.pattern !== undefined && !shape.pattern.test(value))
    return [problem(`String should match pattern '${shape.pattern.source}'`, path, value)];
  return [];
}

function checkNumber(value: unknown, shape: Shape & { kind: "number" }, path: string): string[] {
  const { integer = false, min, max } = shape;
  if (typeof value !== "number" || (integer && !Number.isInteger(value)))
    return [invalid(integer ? "integer" : "number", path, value)];
  if (min !== undefined && value < min)
    return [problem(`Input should be greater than or equal to ${min}`, path, value)];
  if (max !== undefined && value > max)
    return [problem(`Input should be less than or equal to ${max}`, path, value)];
  return [];
}

function checkList(value: unknown, shape: Shape & { kind: "list" }, path: string): string[] {
  // The label is part of Fireworks' path even when the value is no list at all.
  const at = shape.label === undefined ? path : join(path, `list[${shape.label}]`);
  if (!Array.isArray(value)) return [invalid("list", at, value)];
  const { min, max } = shape;
  if (min !== undefined && value.length < min) return [wrongLength("least", min, at, value)];
  if (max !== undefined && value.length > max) return [wrongLength("most", max, at, value)];
  return value.flatMap((item, index) => check(item, shape.items, `${at}[${index}]`));
}

/** Pydantic's words: singular or plural goes by the limit. */
function wrongLength(end: "least" | "most", limit: number, path: string, value: unknown[]): string {
  const items = limit === 1 ? "item" : "items";
  const text = `List should have at ${end} ${limit} ${items} after validation, not ${value.length}`;
  return problem(text, path, value);
}

function checkObject(value: unknown, shape: Shape & { kind: "object" }, path: string): string[] {
  if (!isObject(value)) return [invalid("dictionary", path, value)];
  const missing = Object.entries(shape.keys)
    .filter(([key, field]) => field.required === true && !Object.hasOwn(value, key))
    .map(([key]) => `Field required, field: '${join(path, key)}'`);
  const present = Object.entries(value).flatMap(([key, item]) => {
    const field = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const at = join(path, key);
    return field === undefined
      ? [problem("Extra inputs are not permitted", at, item)]
      : check(item, field.shape, at);
  });
  return [...missing, ...present];
}

/** Only the object its `type` names is looked at; without a known one, the type is the problem. */
function checkByType(value: unknown, shape: Shape & { kind: "by-type" }, path: string): string[] {
  if (!isObject(value)) return [invalid("dictionary", path, value)];
  const names = Object.keys(shape.types);
  const type = required(oneOf(...names));
  const name = names.find((one) => one === value["type"]);
  const keys = name === undefined ? undefined : shape.types[name];
  if (keys !== undefined) return check(value, object({ type, ...keys }), path);
  return check("type" in value ? { type: value["type"] } : {}, object({ type }), path);
}

/**
 * A lone alternative beside `null` reports under the plain path. Among several, each adds its label:
 * a bad part in `content` is therefore two problems, `content.str` and `content.list[…]`.
 */
function checkUnion(value: unknown, alternatives: readonly Alternative[], path: string): string[] {
  const collected: string[] = [];
  for (const { label, shape } of alternatives) {
    const problems = check(value, shape, label === "" ? path : join(path, label));
    if (problems.length === 0) return [];
    if (shape.kind !== "null") collected.push(...problems);
  }
  return collected;
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
