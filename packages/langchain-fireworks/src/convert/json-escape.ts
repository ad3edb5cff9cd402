const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** What a JSON escape stands for, given without its backslash; `undefined` for what is none. */
export function readEscape(escape: string): string | undefined {
  const unicode = /^u([\da-f]{4})$/i.exec(escape)?.[1];
  return unicode ? String.fromCharCode(Number.parseInt(unicode, 16)) : ESCAPES[escape];
}

/** Whether more of the same escape must come. */
export function isGrowingEscape(escape: string): boolean {
  return /^u[\da-f]{0,3}$/i.test(escape);
}
