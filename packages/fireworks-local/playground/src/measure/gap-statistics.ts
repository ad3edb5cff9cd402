/** What a list of gaps between tokens looks like, in milliseconds. */
export interface GapSummary {
  count: number;
  min: number;
  median: number;
  p95: number;
  max: number;
}

/** The time between each arrival and the one before: one fewer than there are arrivals. */
export function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

/**
 * The smallest value that at least this share of all values do not exceed (nearest rank): always a value that
 * was measured.
 *
 * @param sorted - Ascending, not empty.
 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.NaN;
}

export function summarise(gaps: readonly number[]): GapSummary | undefined {
  if (gaps.length === 0) return undefined;
  const values = Float64Array.from(gaps).toSorted();
  return {
    count: values.length,
    min: percentile(values, 0),
    median: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    max: percentile(values, 1),
  };
}

/** A gap that a reader notices: when it began, counted from the request, and how long it was. */
export interface Pause {
  /** The place of the gap in the list; the token after it is one further. */
  index: number;
  startedAt: number;
  length: number;
}

const NOTICED_MS = 100;
const TIMES_THE_MEDIAN = 5;

/** All there is to say of the gaps of one answer. */
export interface GapFacts {
  gaps: number[];
  summary: GapSummary | undefined;
  pauses: Pause[];
}

/** Times only grow, and a panel that is drawn sixty times a second asks for the same facts in several places. */
const known = new WeakMap<readonly number[], { count: number; facts: GapFacts }>();

export function gapFacts(times: readonly number[]): GapFacts {
  const held = known.get(times);
  if (held?.count === times.length) return held.facts;
  const gaps = gapsOf(times);
  const summary = summarise(gaps);
  const facts = { gaps, summary, pauses: pausesOf(times, { gaps, usual: summary?.median ?? 0 }) };
  known.set(times, { count: times.length, facts });
  return facts;
}

/** Gaps that stand out: a tenth of a second or more, and five times what is usual in this answer. */
function pausesOf(
  times: readonly number[],
  { gaps, usual }: { gaps: readonly number[]; usual: number },
): Pause[] {
  const least = Math.max(NOTICED_MS, usual * TIMES_THE_MEDIAN);
  return gaps.flatMap((length, index) =>
    length >= least ? [{ index, startedAt: times[index] ?? 0, length }] : [],
  );
}
