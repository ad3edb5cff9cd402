/**
 * When to look whether a budget that is used up is back, in milliseconds from the opening of its window, as
 * long as nobody knows. Limits are made by people, for round times; sources name a second and a minute.
 * Redis counts in whole seconds here: shorter windows are counted by the second.
 */
export const LOOK_TIMES: readonly number[] = [
  1_000, 2_000, 3_000, 5_000, 10_000, 15_000, 20_000, 30_000, 60_000,
];

/** How long a window stays open whose length is unknown: longer than any that is looked for. */
export const UNKNOWN_MS = 90_000;

/** The ways to Redis and to Fireworks are not always equally long. */
export const slack = (ms: number): number => Math.min(10 + ms / 200, 250);

/** The last look that is due after that time, as its index; -1: none yet. */
export const dueLook = (elapsedMs: number): number =>
  LOOK_TIMES.findLastIndex((time) => time + slack(time) <= elapsedMs);

/** The longest look that is shorter than windows are taken to be: are they? */
export const shorterLook = (windowMs: number): number =>
  LOOK_TIMES.findLastIndex((time) => time < windowMs);

/** How long it is from then until the next look. */
export function untilNextLook(elapsedMs: number): number {
  const next = LOOK_TIMES[dueLook(elapsedMs) + 1] ?? UNKNOWN_MS;
  return Math.max(next + slack(next) - elapsedMs, 0);
}
