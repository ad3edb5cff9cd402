import type { LegacyLogprobs, Logprobs } from "../wire/index.js";

type AnyLogprobs = Logprobs | LegacyLogprobs;

/**
 * Adds the logprobs of one chunk to those before it, for both shapes (wire contract, section 3.3):
 * lists are continued in place, which keeps long answers linear; anything else is replaced.
 */
export function joinLogprobs(
  joined: AnyLogprobs | undefined,
  part: AnyLogprobs | null | undefined,
): AnyLogprobs | undefined {
  if (part === null || part === undefined) return joined;
  const result: Record<string, unknown> = { ...joined };
  for (const [key, value] of Object.entries(part)) {
    const known = result[key];
    if (Array.isArray(value) && Array.isArray(known)) appendAll(known, value);
    else if (Array.isArray(value)) result[key] = [...value];
    else if (value !== null || known === undefined) result[key] = value;
  }
  return result;
}

/** Not `push(...items)`: a long list would overflow the stack. */
export function appendAll(target: unknown[], items: readonly unknown[]): void {
  for (const item of items) target.push(item);
}
