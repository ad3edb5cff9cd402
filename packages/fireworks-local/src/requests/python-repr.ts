/** Fireworks prints values in refusals as Python does; longer ones are cut so that images stay out. */
const MAX_LENGTH = 1_000;

export function pythonRepr(value: unknown): string {
  const text = repr(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text;
}

function repr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => `${quote(key)}: ${repr(item)}`);
  return `{${entries.join(", ")}}`;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Single quotes unless the text holds one and no double quote: Python's own rule. */
function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}
