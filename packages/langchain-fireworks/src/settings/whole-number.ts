import { inputError } from "../errors/input-error.js";

/** Within which a number must be. */
interface Bounds {
  field: string;
  from: number;
  to?: number;
}

/** @throws FireworksConfigurationError (`invalid_option`) for what is no whole number within bounds */
export function requireWholeNumber(value: unknown, { field, from, to = Infinity }: Bounds): number {
  const isWhole = Number.isInteger(value) || value === to;
  if (isWhole && Number(value) >= from && Number(value) <= to) return Number(value);
  const most = to === Infinity ? "" : ` and ${to} at most`;
  throw inputError(`\`${field}\` is not a whole number, ${from} or more${most}.`, {
    field,
    code: "invalid_option",
  });
}
