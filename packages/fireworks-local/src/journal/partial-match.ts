/**
 * Whether `actual` holds everything that `expected` names. Objects may have more keys, lists may not
 * have more items; a pattern searches a text; a function decides by itself.
 */
export function holdsPartly(expected: unknown, actual: unknown): boolean {
  // A pattern with the `g` flag remembers where it stopped; a search from the start does not.
  if (expected instanceof RegExp) return typeof actual === "string" && actual.search(expected) >= 0;
  if (typeof expected === "function") return expected(actual) === true;
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => holdsPartly(item, actual[index]))
    );
  if (!isObject(expected)) return Object.is(expected, actual);
  return (
    isObject(actual) &&
    Object.entries(expected).every(([key, value]) =>
      holdsPartly(value, Object.hasOwn(actual, key) ? actual[key] : undefined),
    )
  );
}

/** The part of `actual` that `expected` speaks of, so that a difference between them is short. */
export function sameKeysOf(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual))
    return actual.map((item, index) => sameKeysOf(expected[index], item));
  if (!isObject(expected) || !isObject(actual)) return actual;
  const keys = Object.keys(expected).filter((key) => Object.hasOwn(actual, key));
  return Object.fromEntries(keys.map((key) => [key, sameKeysOf(expected[key], actual[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof RegExp);
}
