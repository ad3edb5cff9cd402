import type { HeadersInput } from "fireworks-client";
import type { FireworksWarning } from "../errors/warnings.js";

/** What an agent's settings call `headers` need not be any; the call goes on, and this is told. */
export const IGNORED_HEADERS: FireworksWarning = {
  code: "ignored_headers",
  message: "`headers` is not an object or a list of pairs; the call is sent without them.",
  field: "headers",
};

/** A call's headers by name, or `undefined` for a value that holds no names and values. */
export function callHeaders(
  headers: HeadersInput | null | undefined,
): Record<string, string | null | undefined> | undefined {
  if (headers == null) return {};
  if (typeof headers !== "object") return undefined;
  if (!(Symbol.iterator in headers)) return { ...headers };
  try {
    return Object.fromEntries(headers);
  } catch {
    return undefined;
  }
}
