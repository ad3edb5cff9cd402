import { errorFromAbortedSignal } from "../errors/connection-errors.js";

/** Waits, or rejects with our abort error as soon as the signal is aborted. */
export function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(errorFromAbortedSignal(signal));
    const stop = (): void => {
      clearTimeout(timer);
      if (signal !== undefined) reject(errorFromAbortedSignal(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
