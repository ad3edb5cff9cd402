/** An object or a list that is still being written. */
interface OpenContainer {
  value: Record<string, unknown> | unknown[];
  /** The property whose value comes next. */
  key: string | undefined;
  size: number;
}

/** What an entry of a list costs when the list is copied; a property of an object costs 1. */
const ENTRY = 1 / 16;

/** A JSON value that is being written: the objects and lists that are not closed yet, one in the other. */
export class OpenContainers {
  readonly #open: OpenContainer[] = [];
  #root: unknown;
  #size = 0;
  #values = 0;

  get depth(): number {
    return this.#open.length;
  }

  /** The innermost. */
  get container(): OpenContainer["value"] | undefined {
    return this.#open.at(-1)?.value;
  }

  /** How much a snapshot copies, in properties. */
  get size(): number {
    return this.#size;
  }

  /** How many values were begun. */
  get values(): number {
    return this.#values;
  }

  open(value: OpenContainer["value"]): void {
    this.#open.push({ value, key: undefined, size: 1 });
    this.#size += 1;
    this.#values += 1;
  }

  /** Says which property comes next. */
  name(key: string): void {
    const container = this.#open.at(-1);
    if (container) container.key = key;
  }

  /** Adds a whole value to the innermost container; it is the whole of all if none is open. */
  add(value: unknown): void {
    this.#values += 1;
    const container = this.#open.at(-1);
    if (container === undefined) {
      this.#root = value;
      return;
    }
    const size = Array.isArray(container.value) ? ENTRY : 1;
    container.size += size;
    this.#size += size;
    if (Array.isArray(container.value)) container.value.push(value);
    else if (container.key !== undefined) setOwn(container.value, container.key, value);
    container.key = undefined;
  }

  /** The innermost container, which is complete. */
  close(): OpenContainer["value"] | undefined {
    const closed = this.#open.pop();
    this.#size -= closed?.size ?? 0;
    return closed?.value;
  }

  /** The whole of it, with what comes last in the innermost container. Open containers are copied. */
  snapshot(last: unknown): unknown {
    let child = last;
    for (let depth = this.#open.length - 1; depth >= 0; depth -= 1) {
      const { value, key } = this.#open[depth] as OpenContainer;
      if (Array.isArray(value)) {
        child = child === undefined ? value.slice() : value.concat([child]);
      } else {
        const copy = { ...value };
        if (key !== undefined && child !== undefined) setOwn(copy, key, child);
        child = copy;
      }
    }
    return child === undefined ? this.#root : child;
  }
}

/** As `JSON.parse` does it: a key named `__proto__` is a key. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, ...PLAIN });
}

const PLAIN = { enumerable: true, configurable: true, writable: true };
