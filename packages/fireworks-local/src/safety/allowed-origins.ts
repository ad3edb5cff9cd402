import { isLoopback } from "./host-name.js";

/** Whether a page of this origin may read answers. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes("*") || allowed.includes(origin) || isLoopbackOrigin(origin);
}

/** `null` is the origin of files and sandboxed frames: anybody's. */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname.replaceAll(/[[\]]/g, ""));
}
