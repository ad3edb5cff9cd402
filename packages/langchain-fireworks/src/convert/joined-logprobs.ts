import type { LegacyLogprobs, Logprobs } from "fireworks-client/wire";
import { type Reader, SharedReading } from "./shared-reading.js";

type Part = Logprobs | LegacyLogprobs;

/** The logprobs of a stream so far. */
export type JoinedLogprobs = SharedReading<Part, Part>;

/**
 * Joined from parts, in both shapes (wire contract, section 3.3). Lists are continued: core would look
 * in each for entries of the same id, and a token's alternatives are named by their text.
 */
export function joinedLogprobs(parts: readonly Part[]): JoinedLogprobs {
  return SharedReading.open(openReader, parts);
}

function openReader(): Reader<Part, Part> {
  const joined: Record<string, unknown> = {};
  return {
    push(part) {
      for (const [key, value] of Object.entries(part)) joined[key] = join(joined[key], value);
    },
    value() {
      const lists = Object.entries(joined).map(([key, value]) => [key, copyList(value)] as const);
      return Object.fromEntries(lists);
    },
  };
}

function join(known: unknown, value: unknown): unknown {
  if (!Array.isArray(value)) return value === null && known !== undefined ? known : value;
  if (!Array.isArray(known)) return copyList(value);
  // Not `push(...value)`: a long list would overflow the stack.
  for (const entry of value) known.push(entry);
  return known;
}

const copyList = (value: unknown): unknown => (Array.isArray(value) ? value.slice() : value);
