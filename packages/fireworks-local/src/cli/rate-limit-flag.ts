import type { RateLimitSettings } from "../rate-limits/options.js";
import { CliUsageError } from "./usage-error.js";

/** The budgets, as the headers call them. */
const KINDS: Readonly<Record<string, keyof RateLimitSettings>> = {
  prompt: "promptTokens",
  "cache-adjusted-prompt": "cacheAdjustedPromptTokens",
  generated: "generatedTokens",
  requests: "requests",
};

/** `--rate-limit generated=36000 --rate-limit requests=60`. */
export function readRateLimits(texts: string[] | undefined): RateLimitSettings | undefined {
  return texts && Object.fromEntries(texts.map(readLimit));
}

function readLimit(text: string): [keyof RateLimitSettings, number] {
  const [, kind = "", amount] = /^([a-z-]+)=(\d{1,15})$/.exec(text) ?? [];
  const key = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (key !== undefined) return [key, Number(amount)];
  throw new CliUsageError(
    `--rate-limit must be KIND=N with ${Object.keys(KINDS).join(", ")}, not '${text}'.`,
  );
}
