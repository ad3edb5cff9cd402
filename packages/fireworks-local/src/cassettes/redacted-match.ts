import { fitsParts } from "../patterns/star-pattern.js";
import { REDACTED } from "../safety/secrets.js";

/** Whether a recorded value, in which anything may stand for what was left out, fits one that came. */
export function fitsRedacted(recorded: unknown, came: unknown): boolean {
  if (recorded === REDACTED) return came !== undefined;
  if (typeof recorded === "string")
    return typeof came === "string" && fitsParts(recorded.split(REDACTED), came);
  if (typeof recorded !== "object" || recorded === null) return recorded === came;
  if (typeof came !== "object" || came === null || Array.isArray(recorded) !== Array.isArray(came))
    return false;
  const keys = Object.keys(recorded);
  return (
    keys.length === Object.keys(came).length &&
    keys.every((key) =>
      fitsRedacted(
        (recorded as Record<string, unknown>)[key],
        (came as Record<string, unknown>)[key],
      ),
    )
  );
}
