import { isJsonObject } from "../json.js";
import type { RateLimitState } from "../rate-limit.js";

/** What Fireworks limits, by the names of {@link RateLimitState}. */
export type PaceMetric = Exclude<keyof RateLimitState, "overLimit">;

/** A number for each metric that is known. */
export type PaceAmounts = Partial<Record<PaceMetric, number>>;

export const PACE_METRICS: readonly PaceMetric[] = [
  "promptTokens",
  "cacheAdjustedPromptTokens",
  "generatedTokens",
  "requests",
];

/** What one answer takes from the budgets. */
export function amountsOfUsage(usage: unknown): PaceAmounts {
  if (!isJsonObject(usage) || !isAmount(usage["prompt_tokens"])) return {};
  const { prompt_tokens: prompt, completion_tokens: generated } = usage;
  const details = usage["prompt_tokens_details"];
  const cached = isJsonObject(details) ? details["cached_tokens"] : undefined;
  return {
    promptTokens: prompt,
    cacheAdjustedPromptTokens: Math.max(prompt - (isAmount(cached) ? cached : 0), 0),
    generatedTokens: isAmount(generated) ? generated : 0,
  };
}

const isAmount = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;
