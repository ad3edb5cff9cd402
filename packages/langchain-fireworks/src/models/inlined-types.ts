/** The usual types of files that `convert/file-to-part.ts` sends as text. It takes every `text/…`. */
export const INLINED_TYPES: readonly string[] = [
  "text/plain",
  "text/markdown",
  "text/csv",
  "text/html",
  "text/xml",
  "application/json",
  "application/x-ndjson",
  "application/xml",
  "application/yaml",
];
