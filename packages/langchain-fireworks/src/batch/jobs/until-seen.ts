import type { PollClock } from "fireworks-client";
import { ifFound } from "./if-found.js";

/** Between two looks at what was made a moment ago, in milliseconds: it may be seen a little later. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000] as const;

/**
 * Asks for what is known to be there, until Fireworks finds it.
 *
 * @throws FireworksNotFoundError when it is not found after all, and what asking throws
 */
export async function untilSeen<T>(
  ask: () => PromiseLike<T>,
  clock: PollClock,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (const pause of PAUSES_MS) {
    const seen = await ifFound(ask());
    if (seen !== undefined) return seen;
    await clock.sleep(pause, signal);
  }
  return ask();
}
