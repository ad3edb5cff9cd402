import { isRecord } from "../../convert/unknown-values.js";

/** What is wrong with a value, as the end of "`field` …", or `undefined`. */
export type Rule = (value: unknown) => string | undefined;

const rule =
  (accepts: (value: unknown) => boolean, expected: string): Rule =>
  (value) =>
    accepts(value) ? undefined : `must be ${expected}, not ${shown(value)}`;

export const anything: Rule = () => undefined;
export const boolean: Rule = rule((value) => typeof value === "boolean", "true or false");
export const string: Rule = rule((value) => typeof value === "string", "a text");
export const number: Rule = rule((value) => Number.isFinite(value), "a number");
export const integer: Rule = rule(Number.isInteger, "a whole number");
export const record: Rule = rule(isRecord, "an object");

export const oneOf = (...words: readonly string[]): Rule =>
  rule((value) => words.includes(value as string), words.map((word) => `"${word}"`).join(", "));

export const range = (least: number, most: number): Rule =>
  rule((value) => isWithin(value, least, most), `a number from ${least} to ${most}`);

export const integerRange = (least: number, most: number = Infinity): Rule =>
  rule(
    (value) => Number.isInteger(value) && isWithin(value, least, most),
    most === Infinity ? `a whole number from ${least}` : `a whole number from ${least} to ${most}`,
  );

export const matching = (pattern: RegExp, expected: string): Rule =>
  rule((value) => typeof value === "string" && pattern.test(value), expected);

/** `null` is the same as nothing. */
export const nullable =
  (inner: Rule): Rule =>
  (value) =>
    value === null ? undefined : inner(value);

/** The problem is told by the last of them. */
export const either =
  (...rules: readonly Rule[]): Rule =>
  (value) => {
    let problem: string | undefined;
    for (const each of rules) {
      problem = each(value);
      if (problem === undefined) return undefined;
    }
    return problem;
  };

export const list =
  (item: Rule, { least = 0, most = Infinity }: { least?: number; most?: number } = {}): Rule =>
  (value) => {
    if (!Array.isArray(value)) return `must be a list, not ${shown(value)}`;
    if (value.length < least) return `must have at least ${least}`;
    if (value.length > most) return `must have at most ${most}, not ${value.length}`;
    return firstProblem(
      value.entries(),
      () => item,
      (place) => `[${place}]`,
    );
  };

export const mapOf =
  (values: Rule): Rule =>
  (value) => {
    if (!isRecord(value)) return `must be an object, not ${shown(value)}`;
    return firstProblem(
      Object.entries(value),
      () => values,
      (key) => `.${key}`,
    );
  };

/** Objects of requests are closed (section 2 of the contract): a key that is not listed is refused. */
export const closed =
  (keys: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule =>
  (value) => {
    if (!isRecord(value)) return `must be an object, not ${shown(value)}`;
    const missing = required.find((key) => value[key] === undefined);
    if (missing !== undefined) return `needs \`${missing}\``;
    const ruleOf = (key: string): Rule =>
      (Object.hasOwn(keys, key) && keys[key]) || (() => "is not known to Fireworks");
    const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return firstProblem(given, ruleOf, (key) => `.${key}`);
  };

function firstProblem<Key extends string | number>(
  entries: Iterable<[Key, unknown]>,
  ruleOf: (key: Key) => Rule,
  toPath: (key: Key) => string,
): string | undefined {
  for (const [key, value] of entries) {
    const problem = ruleOf(key)(value);
    if (problem !== undefined) return placed(toPath(key), problem);
  }
  return undefined;
}

/** Problems of what is inside begin with the place: "[2].name must be a text". */
function placed(path: string, problem: string): string {
  return /^[[.]/.test(problem) ? `${path}${problem}` : `${path} ${problem}`;
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}

/** Values may be megabytes of an image. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  return String(value);
}
