import type { PaceAmounts } from "./amounts.js";

/** What the headers of one answer said. */
export interface SharedReading {
  /** Milliseconds since its call was sent. */
  sentAgoMs: number;
  /** What was left, of each metric that was named. */
  remaining: PaceAmounts;
  /** How many calls this pacer has sent after it. */
  sentSince: number;
}

/** What a pacer wants from a budget that it shares with others, and what it knows of it. */
export interface SharedAsk {
  /** The model, as it is named in the pacer's state: one budget each. */
  model: string;
  /** How many calls it would send at once, 1 or more. */
  calls: number;
  /** What one of its calls took lately, on average. Absent: not known yet. */
  cost: PaceAmounts;
  /** The limits in the last headers. Absent: never sent. */
  limits: PaceAmounts;
  /** What the pacer takes to be left, by the last headers less what it has sent since. */
  remaining: PaceAmounts;
  /** The newest headers as they were. Absent: none came yet. */
  reading?: SharedReading | undefined;
  /** Milliseconds until a budget that is used up is whole again, once that was seen. */
  windowMs?: number | undefined;
  /** What comes back in a second, where it comes back little by little. */
  refillPerSecond: PaceAmounts;
}

/** How many of the calls asked for may go now. */
export interface SharedGrant {
  /** 0 to what was asked for. */
  calls: number;
  /** With fewer than asked for: milliseconds until asking again makes sense. 0: at once. Default 100. */
  retryInMs?: number | undefined;
  /**
   * The budget knows when calls fit better than headers that only this pacer saw: from now on it alone
   * is asked, until it fails or says otherwise. Default false.
   */
  decides?: boolean | undefined;
}

/**
 * A budget that several pacers share, in other processes or on other machines. The pacer asks it after
 * its own knowledge says yes, or instead of that once the budget decides; one question at a time for each
 * model, so lanes and order stay as they are.
 */
export interface SharedBudget {
  /** A rejection is counted, and the pacer goes on by its own knowledge alone. */
  take(ask: SharedAsk): Promise<SharedGrant>;
  /** Calls that were granted and not sent, because they were aborted meanwhile. */
  giveBack?(model: string, calls: number): void;
}
