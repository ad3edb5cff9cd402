import { isRecord } from "../json/is-record.js";
import { type Alternative, oneOf, required, type Shape } from "../requests/shape.js";
import { describeShape, describeValue, mayBe } from "./describe.js";
import type { DataPath, Mistake } from "./mistake.js";
import { closestName } from "../json/closest-name.js";

/** More are not collected: nobody reads them, and a hostile file has millions. */
const MOST = 20;

/**
 * Every way in which a file departs from its description, in words for whoever writes the file. (The
 * words of `requests/validate.ts` are Fireworks', for whoever sends requests.)
 */
export function findMistakes(value: unknown, shape: Shape): Mistake[] {
  return check(value, shape, []).slice(0, MOST);
}

function check(value: unknown, shape: Shape, path: DataPath): Mistake[] {
  if (shape.kind === "union") return checkUnion(value, shape.alternatives, path);
  if (!mayBe(value, shape)) return [wrong(value, [shape], path)];
  switch (shape.kind) {
    case "map":
      return entriesOf(value).flatMap(([key, item]) => check(item, shape.values, [...path, key]));
    case "list":
      return checkList(value as unknown[], shape, path);
    case "object":
      return checkObject(value as Record<string, unknown>, shape, path);
    case "by-type":
      return checkByType(value as Record<string, unknown>, shape, path);
    case "string":
      return checkString(value as string, shape, path);
    case "number":
      return checkNumber(value as number, shape, path);
    default:
      return [];
  }
}

/** The alternative that the value seems to be meant for says what is wrong with it. */
function checkUnion(
  value: unknown,
  alternatives: readonly Alternative[],
  path: DataPath,
): Mistake[] {
  const shapes = alternatives.map(({ shape }) => shape);
  const found = shapes
    .filter((shape) => mayBe(value, shape))
    .map((shape) => check(value, shape, path))
    .toSorted((one, other) => one.length - other.length);
  return found[0] ?? [wrong(value, shapes, path)];
}

function checkObject(
  value: Record<string, unknown>,
  { keys }: Shape & { kind: "object" },
  path: DataPath,
): Mistake[] {
  const known = Object.keys(keys);
  const missing = known
    .filter((key) => keys[key]?.required === true && !Object.hasOwn(value, key))
    .map((key) => ({ path, message: `\`${key}\` is missing` }));
  const present = entriesOf(value).flatMap(([key, item]) => {
    const field = Object.hasOwn(keys, key) ? keys[key] : undefined;
    const at = [...path, key];
    return field === undefined ? [unknownKey(key, known, at)] : check(item, field.shape, at);
  });
  return [...present, ...missing];
}

function checkByType(
  value: Record<string, unknown>,
  { types }: Shape & { kind: "by-type" },
  path: DataPath,
): Mistake[] {
  const type = required(oneOf(...Object.keys(types)));
  const name = Object.keys(types).find((one) => one === value["type"]);
  const keys = name === undefined ? undefined : types[name];
  const seen = keys === undefined && "type" in value ? { type: value["type"] } : {};
  return keys === undefined
    ? checkObject(seen, { kind: "object", keys: { type } }, path)
    : checkObject(value, { kind: "object", keys: { type, ...keys } }, path);
}

function unknownKey(key: string, known: string[], path: DataPath): Mistake {
  const meant = closestName(key, known);
  const hint = meant === undefined ? `known here: ${known.join(", ")}` : `did you mean ${meant}?`;
  return { path, message: `\`${key.slice(0, 80)}\` is no key that is known here; ${hint}` };
}

function checkList(
  value: unknown[],
  { items, min = 0, max = Infinity }: Shape & { kind: "list" },
  path: DataPath,
): Mistake[] {
  if (value.length < min)
    return [{ path, message: `needs ${min === 1 ? "an entry" : `${min} entries`}` }];
  if (value.length > max) return [{ path, message: `has more than ${max} entries` }];
  return value.flatMap((item, index) => check(item, items, [...path, index]));
}

function checkString(value: string, shape: Shape & { kind: "string" }, path: DataPath): Mistake[] {
  const { oneOf, maxLength = Infinity, pattern } = shape;
  const fits =
    (oneOf?.includes(value) ?? true) && value.length <= maxLength && (pattern?.test(value) ?? true);
  return fits ? [] : [wrong(value, [shape], path)];
}

function checkNumber(value: number, shape: Shape & { kind: "number" }, path: DataPath): Mistake[] {
  const { min = -Infinity, max = Infinity, integer = false } = shape;
  const fits = value >= min && value <= max && (!integer || Number.isInteger(value));
  return fits ? [] : [wrong(value, [shape], path)];
}

function wrong(value: unknown, shapes: Shape[], path: DataPath): Mistake {
  const wanted = [...new Set(shapes.map(describeShape))].join(", or ");
  return { path, message: `must be ${wanted}, not ${describeValue(value)}` };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
