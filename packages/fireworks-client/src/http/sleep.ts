import { errorFromAbortedSignal } from "../errors/connection-errors.js";
import { onAbort } from "./on-abort.js";

/** Waits, or rejects with our abort error as soon as the signal is aborted. */
export function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stopListening?.();
      resolve();
    }, delayMs);
    const stopListening =
      signal &&
      onAbort(signal, () => {
        clearTimeout(timer);
        reject(errorFromAbortedSignal(signal));
      });
  });
}
