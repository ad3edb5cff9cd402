const LONGEST = 300;

/** One line: JSON, with patterns and functions as they are written. Cut when it is long. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value, (_, item: unknown) =>
    item instanceof RegExp || typeof item === "function" ? String(item) : item,
  );
  return shorten(text ?? String(value), LONGEST);
}

export function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
