import { eitherSignal } from "./carried-options.js";

/** Places in a list, from `first` to before `end`. */
export interface Range {
  first: number;
  end: number;
}

/** How a list is gone through. */
export interface Batching {
  /** The most entries of one batch. */
  batchSize: number;
  /** Batches at once. */
  maxConcurrency: number;
  signal: AbortSignal | undefined;
}

/**
 * Runs a list in batches, so many at once, in the order of the list. The first failure, or an abort,
 * ends the batches that run and begins no more; it is thrown when they have ended. A batch begins
 * only when another has ended, so that other calls in the same queue get their turn.
 */
export async function inBatches(
  count: number,
  { batchSize, maxConcurrency, signal }: Batching,
  run: (range: Range, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = eitherSignal(stop.signal, signal) ?? stop.signal;
  const failures: unknown[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count && failures.length === 0) {
      const range = { first: next, end: Math.min(next + batchSize, count) };
      next = range.end;
      try {
        await run(range, either);
      } catch (error) {
        failures.push(error);
        stop.abort();
      }
    }
  };
  const workers = Math.min(maxConcurrency, Math.ceil(count / batchSize));
  await Promise.all(Array.from({ length: workers }, work));
  if (failures.length > 0) throw failures[0];
}
