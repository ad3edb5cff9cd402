/** One step of a path: a key, an index (negative from the end), or any entry. */
type Step = string | number | typeof ANY;

const ANY = Symbol("any");

const STEPS = /\.?([^.[\]]+)|\[(-?\d+)\]|\[(\*)\]/gy;

/** The values at a path such as `messages[-1].content` or `tools[*].function.name`. */
export function valuesAt(value: unknown, path: string): unknown[] {
  return stepsOf(path).reduce(
    (values: unknown[], step) => values.flatMap((one) => children(one, step)),
    [value],
  );
}

/** Whether the text is a path; an empty one is not. */
export function isJsonPath(path: string): boolean {
  return path !== "" && path.replaceAll(STEPS, "") === "";
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(STEPS)].map(([, key, index, any]) =>
    any === undefined ? (key ?? Number(index)) : ANY,
  );
}

function children(value: unknown, step: Step): unknown[] {
  if (Array.isArray(value)) {
    if (step === ANY) return value as unknown[];
    const at = typeof step === "number" ? value.at(step) : undefined;
    return at === undefined ? [] : [at];
  }
  if (typeof value !== "object" || value === null || typeof step !== "string") return [];
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}
