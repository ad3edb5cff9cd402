import type { UsageMetadata } from "@langchain/core/messages";
import { type Billing, findPrice } from "./find-price.js";
import type { PriceTable } from "./prices.js";

/** The parts of a cost, in US dollars, and where the price comes from. */
export interface CostDetails {
  /** Prompt tokens that were not in the cache. */
  input: number;
  /** Prompt tokens that were. */
  cached_input: number;
  /** Generated tokens, reasoning included. */
  output: number;
  /** Fireworks bills in US dollars. */
  currency: "USD";
  /** When the price was read (ISO date); absent for a price of your own. */
  price_date?: string;
  /** Where the price was read; `user` for a price of your own. */
  source: string;
}

/** What tokens cost, in US dollars. */
export interface Cost {
  /** The sum of the parts. */
  cost: number;
  /** The parts, and the price they were reckoned with. */
  details: CostDetails;
}

/**
 * What an answer cost, or `null`: never a guess. `null` without usage, or with counts that are none; for models without a known
 * price, deployments (billed by the hour), models of other accounts, `-us` ids and moving aliases
 * such as `kimi-latest`; on the priority tier where only the standard price is known; for cached
 * tokens where their price is unknown, as in batch jobs.
 *
 * @param usage - A message's `usage_metadata`. Without details no token counts as cached.
 * @param billing - The model that was asked for, the tier, and whether it was a batch job.
 * @param prices - Your own prices; each wins over the built-in one, and `null` means unknown.
 */
export function costOf(
  usage: UsageMetadata | undefined,
  billing: Billing,
  prices: PriceTable = {},
): Cost | null {
  const price = findPrice(billing, prices);
  if (price === undefined || !isCounted(usage)) return null;
  const { rates, source, date } = price;
  const cached = Math.min(usage.input_token_details?.cache_read ?? 0, usage.input_tokens);
  if (cached > 0 && rates.cachedInput === undefined) return null;
  const input = dollars(usage.input_tokens - cached, rates.input);
  const cachedInput = dollars(cached, rates.cachedInput ?? 0);
  const output = dollars(usage.output_tokens, rates.output);
  return {
    cost: tidy(input + cachedInput + output),
    details: {
      input,
      cached_input: cachedInput,
      output,
      currency: "USD",
      ...(date !== undefined && { price_date: date }),
      source,
    },
  };
}

/** A count below zero, or none at all, says nothing of what was used. */
function isCounted(usage: UsageMetadata | undefined): usage is UsageMetadata {
  const counts = [usage?.input_tokens, usage?.output_tokens];
  return counts.every((count) => Number.isFinite(count) && Number(count) >= 0);
}

function dollars(tokens: number, perMillion: number): number {
  return tidy((tokens * perMillion) / 1_000_000);
}

/** Without the noise of binary fractions: 0.3, not 0.30000000000000004. */
function tidy(amount: number): number {
  return Number(amount.toPrecision(12));
}
