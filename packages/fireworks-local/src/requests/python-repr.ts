/** Fireworks prints values in refusals as Python does; longer ones are cut so that images stay out. */
const MAX_LENGTH = 1_000;

export function pythonRepr(value: unknown): string {
  const text = repr(value, MAX_LENGTH);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text;
}

/** Of a large value only what `room` holds is written, and a little more. */
function repr(value: unknown, room: number): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quote(value.slice(0, room));
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${listed(value, room, repr)}]`;
  const record = value as Record<string, unknown>;
  const entry = (key: string, left: number): string =>
    `${quote(key.slice(0, left))}: ${repr(record[key], left)}`;
  return `{${listed(Object.keys(record), room, entry)}}`;
}

function listed<Item>(
  items: readonly Item[],
  room: number,
  write: (item: Item, room: number) => string,
): string {
  let text = "";
  for (const [index, item] of items.entries()) {
    if (text.length > room) break;
    text += (index === 0 ? "" : ", ") + write(item, room - text.length + 1);
  }
  return text;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Single quotes unless the text holds one and no double quote: Python's own rule. */
function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}
