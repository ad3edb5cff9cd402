/**
 * Marks that survive two copies of this package in one process (ESM beside CJS, or two versions):
 * a class is recognised by a global symbol on its prototype instead of by its identity.
 */
export type ErrorClass<T> = abstract new (...args: never[]) => T;

const OWN_MARK = Symbol.for("fireworks-client.own-mark");

const MARK_PREFIX = "fireworks-client.error.";

const markOf = (name: string): symbol => Symbol.for(MARK_PREFIX + name);

/**
 * Gives a class its mark and its `name`. Subclasses inherit the mark and add their own, also those of
 * packages that build on this one.
 */
export function markErrorClass(
  errorClass: ErrorClass<Error>,
  mark: string,
  name: string = mark,
): void {
  Object.defineProperty(errorClass, OWN_MARK, { value: markOf(mark) });
  Object.defineProperty(errorClass.prototype, markOf(mark), { value: true });
  Object.defineProperty(errorClass.prototype, "name", { value: name, writable: true });
}

/** Lets an instance of `errorClass` pass as a second class too, without sharing its code. */
export function addMark(errorClass: ErrorClass<Error>, mark: string): void {
  Object.defineProperty(errorClass.prototype, markOf(mark), { value: true });
}

/** Lets one error pass as an instance of `errorClass`, and so of that class's bases, too. */
export function addMarksOf(errorClass: ErrorClass<Error>, error: Error): void {
  let prototype: object | null = errorClass.prototype as object;
  for (; prototype !== null; prototype = Reflect.getPrototypeOf(prototype)) {
    for (const symbol of Object.getOwnPropertySymbols(prototype)) {
      if (Symbol.keyFor(symbol)?.startsWith(MARK_PREFIX) !== true) continue;
      Object.defineProperty(error, symbol, { value: true });
    }
  }
}

/** `instanceof` by mark. A class without its own mark (a user's subclass) is compared as usual. */
export function carriesMark(errorClass: object, value: unknown): boolean {
  const mark: unknown = Object.getOwnPropertyDescriptor(errorClass, OWN_MARK)?.value;
  if (typeof mark !== "symbol") {
    return Function.prototype[Symbol.hasInstance].call(errorClass, value);
  }
  return typeof value === "object" && value !== null && Reflect.get(value, mark) === true;
}
