/** Whether the whole text fits a pattern in which `*` stands for any characters. */
export function fitsStars(pattern: string, text: string): boolean {
  return fitsParts(pattern.split("*"), text);
}

/**
 * Whether the text is these parts with anything between them. They are looked for from left to right, so
 * that no pattern takes longer than its length times the text's.
 */
export function fitsParts(parts: readonly string[], text: string): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
