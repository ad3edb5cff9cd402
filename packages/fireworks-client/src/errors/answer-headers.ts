import { parseServerTimings } from "../server-timings.js";

/**
 * Puts an answer's headers, and the timings they hold, on an error. Not enumerable: two dozen headers
 * would bury the message wherever the error is printed. Errors of a caller's own tests may have none.
 */
export function assignHeaders(error: Error, headers: Headers | undefined): void {
  if (headers === undefined) return;
  Object.defineProperty(error, "headers", { value: headers });
  const timings = parseServerTimings(headers);
  if (Object.keys(timings).length > 0) Object.defineProperty(error, "timings", { value: timings });
}
