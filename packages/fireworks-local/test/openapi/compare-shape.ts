import type { RequestSchema, RequestSchemas } from "../../../../scripts/request-schemas.mjs";
import type { Shape } from "../../src/requests/shape.js";
import { kindsOfSchema, kindsOfShape, type Kinds, type ObjectKind } from "./kinds.js";

/**
 * Every way in which a description of ours departs from Fireworks' schema, at every level, in words
 * that a table can list: `n: at least 1 is ours alone`.
 */
export function compareShape(
  shape: Shape,
  schema: RequestSchema,
  schemas: RequestSchemas,
): string[] {
  const found = compareKinds(kindsOfShape(shape), kindsOfSchema(schema, schemas), "");
  return [...new Set(found.map((text) => text.replace(/^[: ]+/, "")))].toSorted();
}

function compareKinds(ours: Kinds, theirs: Kinds, path: string): string[] {
  if (ours.anything || theirs.anything) {
    return ours.anything === theirs.anything ? [] : [`${path}: described by one side only`];
  }
  return [
    ...both("null", ours.null, theirs.null, path),
    ...both("a boolean", ours.boolean, theirs.boolean, path),
    ...both("a number", ours.number !== undefined, theirs.number !== undefined, path),
    ...both("a text", ours.text !== undefined, theirs.text !== undefined, path),
    ...both("any object", ours.anyObject, theirs.anyObject, path),
    ...both("a map", ours.map !== undefined, theirs.map !== undefined, path),
    ...compareNumbers(ours.number, theirs.number, path),
    ...compareTexts(ours.text, theirs.text, path),
    ...(ours.map && theirs.map ? compareKinds(ours.map, theirs.map, `${path}{}`) : []),
    ...compareLists(ours, theirs, path),
    ...compareObjects(ours.objects, theirs.objects, path),
  ];
}

function both(what: string, ours: boolean, theirs: boolean, path: string): string[] {
  return ours === theirs ? [] : [`${path}: ${what} is ${ours ? "ours" : "theirs"} alone`];
}

function compareNumbers(ours: Kinds["number"], theirs: Kinds["number"], path: string): string[] {
  if (ours === undefined || theirs === undefined) return [];
  return [
    ...both("whole", ours.integer, theirs.integer, path),
    ...limit("at least", ours.min, theirs.min, path),
    ...limit("at most", ours.max, theirs.max, path),
  ];
}

function limit(
  words: string,
  ours: number | undefined,
  theirs: number | undefined,
  path: string,
): string[] {
  if (ours === theirs) return [];
  if (theirs === undefined) return [`${path}: ${words} ${ours} is ours alone`];
  if (ours === undefined) return [`${path}: ${words} ${theirs} is theirs alone`];
  return [`${path}: ${words} ${ours}, theirs ${theirs}`];
}

function compareTexts(ours: Kinds["text"], theirs: Kinds["text"], path: string): string[] {
  if (ours === undefined || theirs === undefined) return [];
  const form = compareForms(ours.form, theirs.form, path);
  const format = ours.format === theirs.format ? [] : [`${path}: the formats differ`];
  if (ours.oneOf === undefined && theirs.oneOf !== undefined)
    return [
      ...form,
      ...format,
      `${path}: the choice of ${theirs.oneOf.join(", ")} is theirs alone`,
    ];
  if (ours.oneOf !== undefined && theirs.oneOf === undefined)
    return [...form, ...format, `${path}: the choice of ${ours.oneOf.join(", ")} is ours alone`];
  const [mine, others] = [ours.oneOf ?? [], theirs.oneOf ?? []];
  return [
    ...form,
    ...format,
    ...mine
      .filter((value) => !others.includes(value))
      .map((value) => `${path}: "${value}" is ours alone`),
    ...others
      .filter((value) => !mine.includes(value))
      .map((value) => `${path}: "${value}" is theirs alone`),
  ];
}

function compareForms(
  ours: string | undefined,
  theirs: string | undefined,
  path: string,
): string[] {
  if (ours === theirs) return [];
  if (theirs === undefined) return [`${path}: the form of the text is ours alone`];
  return [`${path}: the form of the text is ${ours ?? "free"}, theirs ${theirs}`];
}

/** Lists are told apart by what they hold, so that each is compared with its like. */
function compareLists(ours: Kinds, theirs: Kinds, path: string): string[] {
  const theirsLeft = [...theirs.lists];
  const found = ours.lists.flatMap((list) => {
    const at = theirsLeft.findIndex((other) => other.holds === list.holds);
    if (at < 0) return [`${path}: a list of ${list.holds} is ours alone`];
    const [other] = theirsLeft.splice(at, 1);
    if (other === undefined) return [];
    return [
      ...limit("a list of at least", list.min, undefined, path),
      ...limit("a list of at most", list.max, undefined, path),
      ...compareKinds(list.items, other.items, `${path}[]`),
    ];
  });
  return [
    ...found,
    ...theirsLeft.map((list) => `${path}: a list of ${list.holds} is theirs alone`),
  ];
}

/** Objects are told apart by what their `type` must be, where there is more than one. */
function compareObjects(
  ours: readonly ObjectKind[],
  theirs: readonly ObjectKind[],
  path: string,
): string[] {
  const [mine, other] = [ours[0], theirs[0]];
  if (ours.length === 1 && theirs.length === 1 && mine && other)
    return compareKeys(mine, other, path);
  const name = (kind: ObjectKind): string =>
    kind.type === undefined ? "an object" : `{type: ${kind.type}}`;
  return [
    ...ours.flatMap((kind) => {
      const like = theirs.find((other) => other.type === kind.type);
      return like === undefined
        ? [`${path}: ${name(kind)} is ours alone`]
        : compareKeys(kind, like, path);
    }),
    ...theirs
      .filter((kind) => !ours.some((other) => other.type === kind.type))
      .map((kind) => `${path}: ${name(kind)} is theirs alone`),
  ];
}

function compareKeys(ours: ObjectKind, theirs: ObjectKind, path: string): string[] {
  const names = [...new Set([...Object.keys(ours.keys), ...Object.keys(theirs.keys)])].toSorted();
  return [
    ...both("closed", ours.isClosed, theirs.isClosed, path),
    ...names.flatMap((name) => {
      const at = path === "" ? name : `${path}.${name}`;
      const [mine, other] = [ours.keys[name], theirs.keys[name]];
      if (mine === undefined) return [`${at} is theirs alone`];
      if (other === undefined) return [`${at} is ours alone`];
      return [
        ...both("required", mine.isRequired, other.isRequired, at),
        ...both("read only", mine.isReadOnly, other.isReadOnly, at),
        ...compareKinds(mine.kinds(), other.kinds(), at),
      ];
    }),
  ];
}
