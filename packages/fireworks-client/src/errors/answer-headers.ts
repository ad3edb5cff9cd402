import { parseServerTimings } from "../server-timings.js";

/**
 * Puts an answer's headers, and the timings they hold, on an error. Not enumerable: two dozen headers
 * would bury the message wherever the error is printed.
 */
export function assignHeaders(error: Error, headers: Headers): void {
  Object.defineProperty(error, "headers", { value: headers });
  const timings = parseServerTimings(headers);
  if (Object.keys(timings).length > 0) Object.defineProperty(error, "timings", { value: timings });
}
