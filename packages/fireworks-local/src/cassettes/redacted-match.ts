import { REDACTED } from "./redact.js";

/** Whether a recorded value, in which anything may stand for what was left out, fits one that came. */
export function fitsRedacted(recorded: unknown, came: unknown): boolean {
  if (recorded === REDACTED) return came !== undefined;
  if (typeof recorded === "string")
    return typeof came === "string" && fitsText(recorded.split(REDACTED), came);
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

/** The parts in their order, the first at the start and the last at the end. Linear. */
function fitsText(parts: readonly string[], text: string): boolean {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return first === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
