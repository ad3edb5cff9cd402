import type { PaceAmounts, PaceMetric, SharedAsk, SharedReading } from "fireworks-client";

/** A whole budget, in the points that Redis counts: millionths of the limit. */
export const WHOLE = 1_000_000;

/**
 * What one call takes of the limit, in points: of the metric that runs out first. A share stays right when
 * limits adapt, and adds up over calls of all sizes. Undefined as long as limit or cost are unknown.
 */
export function callShare({ cost, limits }: SharedAsk): number | undefined {
  const shares = sharesOf(limits, cost);
  if (shares.length === 0) return undefined;
  return Math.min(Math.max(Math.ceil(Math.max(...shares) * WHOLE), 1), WHOLE);
}

/** How much of the limit was used by these headers, in points. */
export function usedPoints({ limits }: SharedAsk, { remaining }: SharedReading): number {
  const left = Math.min(...sharesOf(limits, remaining), 1);
  return Math.round((1 - left) * WHOLE);
}

/** How many calls fit by these headers, after those that the asker has sent since. */
export function callsLeft({ cost }: SharedAsk, { remaining, sentSince }: SharedReading): number {
  const metrics = Object.keys(remaining) as PaceMetric[];
  const fitting = metrics.map((metric) => {
    const each = cost[metric] ?? 0;
    return each > 0 ? Math.floor((remaining[metric] ?? 0) / each) : Number.POSITIVE_INFINITY;
  });
  return Math.max(Math.min(...fitting) - sentSince, 0);
}

/** Each known amount as a share of its limit. */
function sharesOf(limits: PaceAmounts, amounts: PaceAmounts): number[] {
  const metrics = Object.keys(limits) as PaceMetric[];
  return metrics.flatMap((metric) => {
    const limit = limits[metric] ?? 0;
    const amount = amounts[metric];
    return limit > 0 && amount !== undefined ? [amount / limit] : [];
  });
}
