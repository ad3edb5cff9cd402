import type { Control } from "./parameter-control.js";

/** What an entry stands for; `undefined` leaves the parameter to Fireworks. What is no JSON is a text. */
export function readEntry(control: Control, entry: string): unknown {
  if (entry.trim() === "") return undefined;
  switch (control.kind) {
    case "number":
      return readNumber(entry);
    case "switch":
      return entry === "true";
    case "choice":
    case "text":
      return entry;
    case "json":
      return readJson(entry);
  }
}

/** How a value is written in its control, so that it is read back the same. */
export function showEntry(control: Control, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  const isReadBack = control.kind !== "json" || readEntry(control, value) === value;
  // Where JSON is read, a text such as `true` or `12` needs its quotes to stay a text.
  return isReadBack ? value : JSON.stringify(value);
}

/** What is no number goes as it was written, so that its refusal can be seen. */
function readNumber(entry: string): number | string {
  const number = Number(entry);
  return Number.isFinite(number) ? number : entry;
}

function readJson(entry: string): unknown {
  try {
    return JSON.parse(entry) as unknown;
  } catch {
    return entry;
  }
}
