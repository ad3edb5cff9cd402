/** Stands where a secret was. */
export const REDACTED = "[redacted]";

/** Shorter ones are words that may stand in any text. */
export const SHORTEST_SECRET = 6;
