import { FireworksError } from "../errors/fireworks-error.js";
import { nextDelayMs } from "./retry.js";
import type { RetryInfo } from "./retry.js";
import { sleep } from "./sleep.js";

export interface RetryPlan {
  maxRetries: number;
  signal?: AbortSignal;
  onRetry: (info: RetryInfo) => void;
  random: () => number;
}

/** Runs `attemptOnce` until it succeeds, fails for good, or has used up its retries. */
export async function withRetries<T>(
  plan: RetryPlan,
  attemptOnce: (attempt: number) => Promise<T>,
): Promise<T> {
  const { maxRetries, signal, onRetry, random } = plan;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(attempt);
    } catch (error) {
      if (FireworksError.isInstance(error)) error.attempts = attempt;
      const delayMs = nextDelayMs({ error, attempt, maxRetries, random });
      if (delayMs === undefined) throw error;
      onRetry({ attempt, maxRetries, delayMs, error: error as FireworksError });
      await sleep(delayMs, signal);
    }
  }
}
