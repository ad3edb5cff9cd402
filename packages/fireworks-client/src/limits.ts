import type { TimeoutOptions } from "./client-options.js";
import { FireworksConfigurationError } from "./errors/configuration-error.js";
import type { ClockLimits } from "./http/attempt-clock.js";

/** `setTimeout` fires at once above this (24.8 days). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Checks the three clocks; what is not given comes from `inherited`. */
export function resolveLimits(options: TimeoutOptions, inherited: ClockLimits): ClockLimits {
  const limit = (field: keyof TimeoutOptions, fallback: number | undefined) => {
    const value = options[field];
    if (value === undefined) return fallback;
    if (value === null || value === Number.POSITIVE_INFINITY) return undefined;
    if (typeof value === "number" && value > 0) return Math.min(value, LONGEST_TIMER_MS);
    throw invalidNumber(field, "a positive number of milliseconds, or null for no limit");
  };
  return {
    timeoutMs: limit("timeout", inherited.timeoutMs),
    firstByteTimeoutMs: limit("firstByteTimeout", inherited.firstByteTimeoutMs),
    streamIdleTimeoutMs: limit("streamIdleTimeout", inherited.streamIdleTimeoutMs),
  };
}

export function resolveMaxRetries(value: number | null | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (value === null) return 0;
  if (Number.isInteger(value) && value >= 0) return value;
  throw invalidNumber("maxRetries", "a whole number, 0 or more");
}

function invalidNumber(field: string, expected: string): FireworksConfigurationError {
  return new FireworksConfigurationError(`${field} is not ${expected}`, {
    code: "invalid_option",
    field,
  });
}
