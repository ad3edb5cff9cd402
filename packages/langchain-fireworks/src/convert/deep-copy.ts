/**
 * A copy that shares no list, no plain object, no map, no set and no date with the original. Objects of
 * other classes, and functions, are shared: nobody can say how they are copied. So is what is nested deeper
 * than a call stack is safe for: servers can send that.
 */
export function deepCopy<T>(value: T): T {
  return copyOf(value, new Map(), 0) as T;
}

const DEEPEST = 500;

function copyOf(value: unknown, copies: Map<object, unknown>, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  const inner = (part: unknown): unknown => copyOf(part, copies, depth + 1);
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copies.set(value, list);
    for (const part of value as unknown[]) list.push(inner(part));
    return list;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    copies.set(value, map);
    for (const [key, part] of value) map.set(inner(key), inner(part));
    return map;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>();
    copies.set(value, set);
    for (const part of value) set.add(inner(part));
    return set;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy = Object.create(prototype) as Record<string, unknown>;
  copies.set(value, copy);
  for (const [name, part] of Object.entries(value)) define(copy, name, inner(part));
  return copy;
}

/** Not by assignment, which means something else for the name `__proto__`. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
