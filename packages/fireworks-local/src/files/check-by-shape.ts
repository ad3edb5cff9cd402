import type { Shape } from "../requests/shape.js";
import { asWritten } from "./as-written.js";
import { findMistakes } from "./find-mistakes.js";
import { type Mistake, pathText } from "./mistake.js";

/** What is said of a value: its description, and rules that a description cannot say. */
export interface Description<Data> {
  shape: Shape;
  /** Asked of what is as described. Default: none. */
  rules?: (data: Data) => Mistake[];
}

/** Every mistake in it as it would be `written`; where there is none, the rules are asked of the value. */
export function mistakesIn<Data>(
  value: unknown,
  { shape, rules = () => [] }: Description<Data>,
  written: unknown = value,
): Mistake[] {
  const mistakes = findMistakes(written, shape);
  return mistakes.length > 0 ? mistakes : rules(value as Data);
}

/**
 * Throws a `TypeError` that names every mistake below `name`, which may be empty: for what is given as objects instead of in
 * a file. `leaveOut` are keys that no file can hold.
 */
export function checkByShape<Data>(
  name: string,
  value: Data,
  description: Description<Data>,
  leaveOut: readonly string[] = [],
): void {
  const mistakes = mistakesIn(value, description, asWritten(value, leaveOut));
  if (mistakes.length === 0) return;
  const at = name === "" ? [] : [name];
  const lines = mistakes.map(({ path, message }) => `${pathText([...at, ...path])}: ${message}`);
  throw new TypeError(lines.join("\n"));
}
