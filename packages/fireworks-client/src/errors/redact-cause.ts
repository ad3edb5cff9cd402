import { redact } from "./redact.js";

/**
 * How far a chain of causes is followed, how many errors of an AggregateError are kept, and how many in
 * all: errors that hold each other would be rebuilt thousands of times.
 */
const DEEPEST = 4;
const WIDEST = 8;
const MOST = 32;

/** How much of a thrown text is shown. */
const SHOWN_LENGTH = 200;

/** What Node adds to a system error, all of it texts and numbers. */
const SYSTEM_FIELDS = ["code", "errno", "syscall", "address", "port"] as const;

/** One look through an error and what it holds. */
interface Look {
  secrets: readonly string[];
  /** What was rebuilt already; each thing is shown once, where it was first met. */
  seen: Set<unknown>;
}

/**
 * A clean stand-in for what somebody else's code threw. Always a new error: besides its text, an
 * error may carry the request, its headers or raw bytes in properties of its own (undici's parser
 * error does, and HTTP libraries behind a custom `fetch`).
 */
export function redactCause(cause: unknown, secrets: readonly string[]): Error | undefined {
  return cleaned(cause, { secrets, seen: new Set() }, 0);
}

function cleaned(cause: unknown, look: Look, depth: number): Error | undefined {
  if (cause === undefined || depth > DEEPEST) return undefined;
  if (look.seen.has(cause) || look.seen.size >= MOST) return undefined;
  look.seen.add(cause);
  try {
    return isError(cause) ? rebuilt(cause, look, depth) : described(cause, look.secrets);
  } catch {
    return new Error("what was thrown cannot be read"); // its getters throw
  }
}

/** Errors of another realm, such as Jest's sandbox, are not instances of this one's `Error`. */
const isError = (value: unknown): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";

function rebuilt(error: Error, look: Look, depth: number): Error {
  const { secrets } = look;
  const clean = (text: unknown): string => (typeof text === "string" ? redact(text, secrets) : "");
  const cause = cleaned(error.cause, look, depth + 1);
  const options = cause === undefined ? undefined : { cause };
  const errors: unknown = Reflect.get(error, "errors");
  const copy = Array.isArray(errors)
    ? new AggregateError(
        errors.slice(0, WIDEST).flatMap((one) => cleaned(one, look, depth + 1) ?? []),
        clean(error.message),
        options,
      )
    : new Error(clean(error.message), options);
  setHidden(copy, "name", clean(error.name) || "Error");
  setHidden(copy, "stack", clean(error.stack));
  copySystemFields(error, copy, secrets);
  return copy;
}

function copySystemFields(from: object, to: Error, secrets: readonly string[]): void {
  for (const field of SYSTEM_FIELDS) {
    const value: unknown = Reflect.get(from, field);
    if (typeof value === "string") Object.assign(to, { [field]: redact(value, secrets) });
    if (typeof value === "number") Object.assign(to, { [field]: value });
  }
}

/** Not enumerable, as on every error. */
function setHidden(error: Error, name: string, value: string): void {
  Object.defineProperty(error, name, { value, writable: true, configurable: true });
}

/** Of an object only its message and the system's fields are shown: the rest may be the request. */
function described(thrown: unknown, secrets: readonly string[]): Error {
  const isObject = (typeof thrown === "object" && thrown !== null) || typeof thrown === "function";
  const text: unknown = isObject ? Reflect.get(thrown, "message") : String(thrown);
  const said = typeof text === "string" && text !== "" ? text : `a thrown ${typeof thrown}`;
  const copy = new Error(redact(said, secrets).slice(0, SHOWN_LENGTH));
  if (isObject) copySystemFields(thrown, copy, secrets);
  return copy;
}
