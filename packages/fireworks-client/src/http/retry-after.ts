/**
 * The wait a server asks for, in milliseconds: `retry-after-ms`, else `retry-after` in seconds or as
 * an HTTP date. Undefined when missing, malformed or not in the future.
 */
export function parseRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const milliseconds = positive(headers.get("retry-after-ms"), 1);
  if (milliseconds !== undefined) return milliseconds;
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = positive(value, 1000);
  if (seconds !== undefined || !/[a-z]/i.test(value)) return seconds;
  const wait = Date.parse(value) - nowMs;
  return wait > 0 ? wait : undefined;
}

function positive(text: string | null, unitMs: number): number | undefined {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text) * unitMs;
  return value > 0 ? Math.ceil(value) : undefined;
}
