/** What the lazy fields of an object are read from. */
const SOURCE = Symbol("langchain-fireworks.source");

/** By what Node, Bun and Deno print an object: they show a getter and not what it gives. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

const SHOWN: PropertyDescriptor = {
  value(this: object) {
    return { ...this };
  },
};

/** The fields of one kind of object, by name. */
export type LazyFields = Readonly<Record<string, PropertyDescriptor>>;

/**
 * Fields whose values are found when somebody looks. As core does it: properties of the object itself,
 * so that copies and lists of keys have them, and ones that may be written. Made once for all objects:
 * functions for each would take ten times as long, and would be kept with all they hold by the shape
 * of the object that came after.
 */
export function lazyFields<Source>(
  readers: Readonly<Record<string, (source: Source) => unknown>>,
): LazyFields {
  const fields = Object.entries(readers).map(([name, read]) => {
    const field: PropertyDescriptor = {
      get(this: { [SOURCE]: Source }) {
        return read(this[SOURCE]);
      },
      set(this: object, value: unknown) {
        const writable = { enumerable: true, configurable: true, writable: true };
        Object.defineProperty(this, name, { value, ...writable });
      },
      enumerable: true,
      configurable: true,
    };
    return [name, field] as const;
  });
  return Object.fromEntries(fields);
}

export function defineLazy(target: object, fields: LazyFields, source: object): void {
  // Not enumerable: a copy has the values.
  Object.defineProperty(target, SOURCE, { value: source });
  // A message prints itself.
  if (!(INSPECT in target)) Object.defineProperty(target, INSPECT, SHOWN);
  Object.defineProperties(target, fields);
}

/** Whether it is still to be found, and was not written meanwhile. */
export function isLazy(target: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(target, name)?.get !== undefined;
}
