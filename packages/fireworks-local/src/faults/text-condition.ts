/** `/…/flags` in a file is a pattern; anything else is the text itself. */
const PATTERN = /^\/(.+)\/([imsu]*)$/s;

/** Whether the text is the wanted one, or fits the pattern. A `g` flag is without effect. */
export function isText(text: string, wanted: string | RegExp): boolean {
  const pattern = patternOf(wanted);
  return pattern === undefined ? text === wanted : text.search(pattern) >= 0;
}

/** Whether the wanted text, or what fits the pattern, is found in the text. */
export function containsText(text: string, wanted: string | RegExp): boolean {
  const pattern = patternOf(wanted);
  return pattern === undefined ? text.includes(wanted as string) : text.search(pattern) >= 0;
}

function patternOf(wanted: string | RegExp): RegExp | undefined {
  if (typeof wanted !== "string") return wanted;
  const [, source, flags] = PATTERN.exec(wanted) ?? [];
  return source === undefined ? undefined : new RegExp(source, flags);
}
