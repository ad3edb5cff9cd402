import { showValue } from "./show-value.js";

/** How many requests are looked for, and how long. */
export interface LookOptions {
  times?: number;
  timeoutMs?: number;
}

/** Throws a `TypeError`: a misspelt option would ask for less than is meant, and the test would pass. */
export function checkLookOptions(options: LookOptions, known: (keyof LookOptions)[]): LookOptions {
  const taken = `{ ${known.join(", ")} }`;
  if (typeof options !== "object" || options === null)
    throw new TypeError(`The journal takes ${taken} here, not ${showValue(options)}.`);
  for (const [name, value] of Object.entries(options)) {
    if (!known.some((one) => one === name))
      throw new TypeError(`The journal takes ${taken} here, not "${name}".`);
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0))
      throw new TypeError(`"${name}" must be a whole number from 0, not ${showValue(value)}.`);
  }
  return options;
}
