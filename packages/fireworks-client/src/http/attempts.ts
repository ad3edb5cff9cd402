import { FireworksError } from "../errors/fireworks-error.js";
import { waitsForBudget } from "../pacing/paced-refusal.js";
import { nextDelayMs } from "./retry.js";
import type { RetryInfo } from "./retry.js";
import { sleep } from "./sleep.js";

export interface RetryPlan {
  maxRetries: number;
  signal?: AbortSignal;
  onRetry: (info: RetryInfo) => void;
  random: () => number;
  /** How often a refusal by a rate limit is left to the gate, which waits, and is no retry. */
  maxRefusals?: number;
}

/** Runs `attemptOnce` until it succeeds, fails for good, or has used up its retries. */
export async function withRetries<T>(
  plan: RetryPlan,
  attemptOnce: (attempt: number) => Promise<T>,
): Promise<T> {
  const { maxRetries, signal, onRetry, random, maxRefusals = 0 } = plan;
  // One attempt is one attempt: without retries nothing is sent again.
  let refusalsLeft = maxRetries === 0 ? 0 : maxRefusals;
  let paced = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(attempt);
    } catch (error) {
      if (FireworksError.isInstance(error)) error.attempts = attempt;
      if (refusalsLeft > 0 && waitsForBudget(error)) {
        refusalsLeft -= 1;
        paced += 1;
        onRetry({ attempt, maxRetries, delayMs: 0, paced: true, error: error as FireworksError });
        continue;
      }
      const delayMs = nextDelayMs({ error, attempt: attempt - paced, maxRetries, random });
      if (delayMs === undefined) throw error;
      onRetry({ attempt, maxRetries, delayMs, error: error as FireworksError });
      await sleep(delayMs, signal);
    }
  }
}
