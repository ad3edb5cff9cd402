import { errorFromAbortedSignal } from "../errors/connection-errors.js";
import { onAbort } from "./on-abort.js";

/** `setTimeout` fires at once above this (24.8 days). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits, or rejects with our abort error as soon as the signal is aborted. */
export function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => {
        stopListening?.();
        resolve();
      },
      Math.min(delayMs, LONGEST_TIMER_MS),
    );
    const stopListening =
      signal &&
      onAbort(signal, () => {
        clearTimeout(timer);
        reject(errorFromAbortedSignal(signal));
      });
  });
}
