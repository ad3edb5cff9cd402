import { invalidArgument } from "../grpc-refusal.js";
import type { SortKey } from "./order-by.js";

/**
 * A page token holds where the last page ended, not how much was read: what is inserted or deleted
 * between two pages then neither repeats nor skips anything else. It is bound to the query it came from.
 */
export function writePageToken(query: string, last: SortKey): string {
  const bytes = new TextEncoder().encode(JSON.stringify([query, ...last]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Throws E8 for a token of another query, or none of ours. `length` is that of the sort key. */
export function readPageToken(token: string, query: string, length: number): SortKey {
  const [of, ...last] = decode(token);
  if (of !== query)
    throw invalidArgument("invalid page_token: it came with other filter, order or mask");
  if (last.length !== length || !last.every(isKeyValue)) throw unreadable();
  return last;
}

function decode(token: string): unknown[] {
  try {
    const binary = atob(token.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Said below.
  }
  throw unreadable();
}

function isKeyValue(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function unreadable(): Error {
  return invalidArgument("invalid page_token: send it as it came");
}
