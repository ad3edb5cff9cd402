import { inputError } from "../errors/input-error.js";
import type { Place } from "./media-payload.js";

/**
 * A value as JSON; empty for what JSON has no words for.
 *
 * @throws {@link FireworksConfigurationError} for a cycle or a `bigint`.
 */
export function jsonText(value: unknown, place: Place): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch (cause) {
    throw inputError(`${place} cannot be turned into JSON.`, {
      field: place,
      code: "unsupported_content",
      hint: "Remove cycles and BigInt values.",
      cause,
    });
  }
}
