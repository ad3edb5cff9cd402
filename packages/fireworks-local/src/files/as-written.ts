/**
 * A value as a file would hold it: patterns are texts there, functions only named, and what is undefined
 * does not exist, nor do the keys to leave out.
 */
export function asWritten(value: unknown, leaveOut: readonly string[] = []): unknown {
  if (value instanceof RegExp) return String(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return value.map((item) => asWritten(item, leaveOut));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, item]) => item !== undefined && !leaveOut.includes(key),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, asWritten(item, leaveOut)]));
}
