import { FireworksError } from "../errors/fireworks-error.js";
import { FireworksApiError } from "../errors/api-error.js";

/** Sent to `onRetry` for every attempt that failed and will be followed by another. */
export interface RetryInfo {
  /** The attempt that failed, from 1. */
  attempt: number;
  maxRetries: number;
  /** The wait before the next attempt, in milliseconds. */
  delayMs: number;
  /** A rate limit refused it: the pacer decides how long it waits, and it does not count as a retry. */
  paced?: boolean;
  error: FireworksError;
}

/** The longest wait a server may ask for, in milliseconds; beyond it the error is thrown. */
const LONGEST_RETRY_AFTER_MS = 60_000;

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const JITTER = 0.25;

/**
 * Statuses worth another attempt: the retry table at the end of features.md and section 5.1 of the
 * wire contract. 409 is missing on purpose: nothing documents a conflict that passes by itself.
 */
const RETRYABLE_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504, 520]);

export const isRetryableStatus = (status: number): boolean => RETRYABLE_STATUSES.has(status);

export interface StatusDecision {
  status: number;
  headers: Headers;
  /** True for the two kinds the status alone does not show: billing 429s and scaling-up 503s. */
  lasting: boolean;
  retryAfterMs: number | undefined;
}

/** The table's answer for a status and headers: `x-should-retry` wins, unless the wait is too long. */
export function decideByStatus({
  status,
  headers,
  lasting,
  retryAfterMs,
}: StatusDecision): boolean {
  if (retryAfterMs !== undefined && retryAfterMs > LONGEST_RETRY_AFTER_MS) return false;
  const wish = headers.get("x-should-retry")?.trim().toLowerCase();
  if (wish === "true") return true;
  if (wish === "false") return false;
  return isRetryableStatus(status) && !lasting;
}

/** 0.5 s × 2ⁿ, at most 8 s, less 0–25 % so that clients do not return in step. */
export function backoffDelayMs(failedAttempt: number, random: () => number): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failedAttempt - 1));
  return Math.round(full * (1 - JITTER * random()));
}

export interface RetryState {
  error: unknown;
  /** The attempt that failed, from 1. */
  attempt: number;
  maxRetries: number;
  random: () => number;
}

/** The wait before the next attempt in milliseconds, or undefined to give up. */
export function nextDelayMs({
  error,
  attempt,
  maxRetries,
  random,
}: RetryState): number | undefined {
  if (attempt > maxRetries || !FireworksError.isInstance(error) || !error.retryable) {
    return undefined;
  }
  const asked = FireworksApiError.isInstance(error) ? error.retryAfterMs : undefined;
  return asked ?? backoffDelayMs(attempt, random);
}
