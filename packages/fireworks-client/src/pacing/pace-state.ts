import type { PaceAmounts } from "./amounts.js";

/**
 * Why a call waits.
 * - `start`: nothing is known of the model's limits yet, and a few calls are on their way
 * - `in-flight`: as many calls as may be are on their way
 * - `refill`: the budget is used up and comes back little by little
 * - `window`: the budget is used up and comes back at once, at a time that is known or tried
 * - `look`: one call was sent to see whether the budget is back
 * - `retry-after`: the server said how long
 * - `backoff`: the server refused or was overloaded, and did not say how long
 * - `shared`: the budget shared with others
 */
export type PaceReason =
  | "start"
  | "in-flight"
  | "refill"
  | "window"
  | "look"
  | "retry-after"
  | "backoff"
  | "shared";

/** A call that had to wait and may go now. */
export interface PaceInfo {
  /** The model, as budgets are kept: a short id stands for Fireworks' own catalogue. */
  model: string;
  /** Milliseconds it waited. */
  waitedMs: number;
  /** What it waited for last. */
  reason: PaceReason;
  /** The attempt of its call, from 1. */
  attempt: number;
  /** How many still wait for this model. */
  waiting: number;
}

/** Sums since a pacer was made. */
export interface PaceTotals {
  /** Attempts that were sent. */
  sent: number;
  /** Attempts that had to wait. */
  waited: number;
  /** Milliseconds they waited, added up. */
  waitedMs: number;
  /** 429s of rate limits. */
  refused: number;
  /** 503s of a server that sheds load. */
  overloaded: number;
  /** Questions that the shared budget failed to answer. */
  sharedFailures: number;
}

/** What a pacer knows of one model. */
export interface ModelPaceState {
  /** Calls on their way, streams that are being read among them. */
  inFlight: number;
  /** How many may be. */
  maxInFlight: number;
  waiting: number;
  /** Why the next one waits. */
  reason?: PaceReason;
  /** Milliseconds until it goes, if a time is known. */
  nextInMs?: number;
  /** As sent in the last headers. */
  limits: PaceAmounts;
  /** By the last headers, less what was sent since, with what came back. */
  remaining: PaceAmounts;
  /** What a call took lately, on average. */
  cost: PaceAmounts;
  /** What was seen to come back in a second, where it comes back little by little. */
  refillPerSecond: PaceAmounts;
  /** Milliseconds after which a budget that comes back at once was seen to be back. */
  windowMs?: number;
  totals: PaceTotals;
}

/** What a pacer knows, as JSON. */
export interface PacerState {
  inFlight: number;
  waiting: number;
  models: Record<string, ModelPaceState>;
  totals: PaceTotals;
}

export const noTotals = (): PaceTotals => ({
  sent: 0,
  waited: 0,
  waitedMs: 0,
  refused: 0,
  overloaded: 0,
  sharedFailures: 0,
});

export function addTotals(all: readonly PaceTotals[]): PaceTotals {
  const sum = noTotals();
  for (const totals of all) {
    for (const key of Object.keys(sum) as (keyof PaceTotals)[]) sum[key] += totals[key];
  }
  return sum;
}
