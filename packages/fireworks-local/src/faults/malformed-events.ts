/** One event that a client must survive or refuse; see {@link malformedEvent}. */
export type MalformedKind =
  | "bad-json"
  | "half-json"
  | "no-data-field"
  | "empty-data"
  | "null"
  | "number"
  | "array"
  | "text"
  | "html"
  | "control-characters"
  | "lone-surrogate"
  | "unfinished-line"
  | "huge";

const MEBIBYTE = 1024 * 1024;

const data = (text: string): string => `data: ${text}\n\n`;

/** The malformed event, and whether it takes the place of the next one. */
export const MALFORMED_EVENTS: Readonly<
  Record<MalformedKind, { write: (next: string) => string; replaces?: boolean }>
> = {
  "bad-json": { write: () => data('{"choices":[{"index":0,"delta":{"content":"x"}}}') },
  /** The event that was to come, its JSON cut in half. */
  "half-json": {
    write: (next) => `${next.slice(0, Math.ceil(next.length / 2))}\n\n`,
    replaces: true,
  },
  /** The JSON alone, without `data:`. */
  "no-data-field": { write: (next) => next.replace(/^data: ?/, ""), replaces: true },
  "empty-data": { write: () => data("") },
  null: { write: () => data("null") },
  number: { write: () => data("42") },
  array: { write: () => data("[]") },
  text: { write: () => data("upstream connect error") },
  html: { write: () => data("<html><body><h1>502 Bad Gateway</h1></body></html>") },
  "control-characters": {
    write: () => data('{"choices":[{"index":0,"delta":{"content":"\u0000\u0007"}}]}'),
  },
  "lone-surrogate": {
    write: () => data(String.raw`{"choices":[{"index":0,"delta":{"content":"\ud83d"}}]}`),
  },
  /** No blank line: the next event runs into it. */
  "unfinished-line": { write: (next) => `${next.trimEnd()}\n`, replaces: true },
  /** Well-formed, with a text of one mebibyte. */
  huge: {
    write: () => data(`{"choices":[{"index":0,"delta":{"content":"${"x".repeat(MEBIBYTE)}"}}]}`),
  },
};
