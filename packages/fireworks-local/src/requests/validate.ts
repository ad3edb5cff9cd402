import { closestName } from "../json/closest-name.js";
import { isRecord } from "../json/is-record.js";
import { pythonRepr } from "./python-repr.js";
import { invalidRequest, type Refusal } from "./refusal.js";
import type { RequestIssue } from "./request-issue.js";
import { type Alternative, object, oneOf, required, type Shape } from "./shape.js";
import { plainPath, shownPath, type ValuePlace } from "./value-place.js";

/** More problems than this are not collected: nobody reads them, and a hostile body has millions. */
const MAX_PROBLEMS = 50;

/** Every way in which `value` departs from `shape`, in Fireworks' words (contract 5.3). */
export function findProblems(value: unknown, shape: Shape): string[] {
  return firstOf(check(value, shape, undefined)).map(inWords);
}

/** The refusal of a value that departs from `shape`, with each departure at its field. */
export function refuseMisshapen(value: unknown, shape: Shape): Refusal | undefined {
  const problems = firstOf(check(value, shape, undefined));
  if (problems.length === 0) return undefined;
  const refusal = invalidRequest(joinProblems(problems.map(inWords)));
  refusal.issues = problems.map(toIssue);
  return refusal;
}

/** One message for all problems, counted when there are several. */
export function joinProblems(problems: string[]): string {
  const [first = ""] = problems;
  return problems.length === 1
    ? first
    : `${problems.length} request validation errors: ${problems.join("; ")}`;
}

interface Problem {
  text: string;
  at: Place;
  /** What stands there; nothing stands where something is missing. */
  value?: { found: unknown };
  advice?: string;
}

type Place = ValuePlace | undefined;

/** Found one by one, so that nobody looks for more than are told. */
type Problems = Generator<Problem, void, undefined>;

function firstOf(problems: Problems): Problem[] {
  const found: Problem[] = [];
  for (const problem of problems) if (found.push(problem) === MAX_PROBLEMS) break;
  return found;
}

function inWords({ text, at, value }: Problem): string {
  const shown = value === undefined ? "" : `, value: ${pythonRepr(value.found)}`;
  return `${text}, field: '${shownPath(at)}'${shown}`;
}

function toIssue({ text, at, advice }: Problem): RequestIssue {
  const issue = { path: plainPath(at), message: text };
  return advice === undefined ? issue : { ...issue, advice };
}

function* check(value: unknown, shape: Shape, path: Place): Problems {
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

function* checkString(value: unknown, shape: Shape & { kind: "string" }, path: Place): Problems {
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

function* checkNumber(value: unknown, shape: Shape & { kind: "number" }, path: Place): Problems {
  const { integer = false, min, max } = shape;
  if (typeof value !== "number" || (integer && !Number.isInteger(value)))
    yield invalid(integer ? "integer" : "number", path, value);
  else if (min !== undefined && value < min)
    yield problem(`Input should be greater than or equal to ${min}`, path, value);
  else if (max !== undefined && value > max)
    yield problem(`Input should be less than or equal to ${max}`, path, value);
}

function* checkMap(value: unknown, shape: Shape & { kind: "map" }, path: Place): Problems {
  if (!isRecord(value)) return yield invalid("dictionary", path, value);
  for (const [key, item] of Object.entries(value))
    yield* check(item, shape.values, under(path, key));
}

function* checkList(value: unknown, shape: Shape & { kind: "list" }, path: Place): Problems {
  // The label is part of Fireworks' path even when the value is no list at all.
  const at = shape.label === undefined ? path : labelled(path, `list[${shape.label}]`);
  if (!Array.isArray(value)) return yield invalid("list", at, value);
  const { min, max } = shape;
  if (min !== undefined && value.length < min) return yield wrongLength("least", min, at, value);
  if (max !== undefined && value.length > max) return yield wrongLength("most", max, at, value);
  for (const [index, item] of value.entries()) yield* check(item, shape.items, under(at, index));
}

/** Pydantic's words: singular or plural goes by the limit. */
function wrongLength(end: "least" | "most", limit: number, path: Place, value: unknown[]): Problem {
  const items = limit === 1 ? "item" : "items";
  const text = `List should have at ${end} ${limit} ${items} after validation, not ${value.length}`;
  return problem(text, path, value);
}

function* checkObject(value: unknown, shape: Shape & { kind: "object" }, path: Place): Problems {
  if (!isRecord(value)) return yield invalid("dictionary", path, value);
  for (const [key, field] of Object.entries(shape.keys))
    if (field.required === true && !Object.hasOwn(value, key))
      yield { text: "Field required", at: under(path, key) };
  for (const [key, item] of Object.entries(value)) {
    const field = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const at = under(path, key);
    if (field !== undefined) yield* check(item, field.shape, at);
    else if (shape.isOpen !== true) yield extraKey(key, Object.keys(shape.keys), { at, item });
  }
}

/** Only the object its `type` names is looked at; without a known one, the type is the problem. */
function* checkByType(value: unknown, shape: Shape & { kind: "by-type" }, path: Place): Problems {
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
function* checkUnion(value: unknown, alternatives: readonly Alternative[], path: Place): Problems {
  const collected: Problem[] = [];
  for (const { label, shape } of alternatives) {
    const problems = firstOf(check(value, shape, label === "" ? path : labelled(path, label)));
    if (problems.length === 0) return;
    if (shape.kind !== "null") collected.push(...problems);
  }
  yield* collected;
}

function invalid(type: string, path: Place, value: unknown): Problem {
  return problem(`Input should be a valid ${type}`, path, value);
}

function problem(text: string, at: Place, found: unknown): Problem {
  return { text, at, value: { found } };
}

function extraKey(
  key: string,
  known: string[],
  { at, item }: { at: Place; item: unknown },
): Problem {
  const meant = closestName(key, known);
  const advice = meant === undefined ? "Leave it out." : `Did you mean ${meant}?`;
  return { ...problem("Extra inputs are not permitted", at, item), advice };
}

function quoteChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `'${choice}'`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

const under = (above: Place, step: string | number): ValuePlace => ({ above, step });

const labelled = (above: Place, step: string): ValuePlace => ({ above, step, isLabel: true });
