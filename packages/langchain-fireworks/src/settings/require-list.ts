import { inputError } from "../errors/input-error.js";

/**
 * The entries of a list, with what is missing in it as `undefined`. A text in place of a list would be
 * read letter by letter, or not at all.
 *
 * @throws FireworksConfigurationError (`invalid_option`) for what is no list
 */
export function requireList<Entry>(value: readonly Entry[], field: string): Entry[] {
  if (Array.isArray(value)) return Array.from(value);
  throw inputError(`\`${field}\` is not a list.`, {
    field,
    code: "invalid_option",
    hint: "Pass a list, of one entry if there is one.",
  });
}
