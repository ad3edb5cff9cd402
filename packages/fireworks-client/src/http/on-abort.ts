/**
 * Calls `listener` once when `signal` is aborted, at once if it is already. The function that comes
 * back stops listening.
 *
 * It listens on a signal derived from the given one: many calls may share one signal, and Node warns
 * of a leak at the eleventh listener of the same signal.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return () => undefined;
  }
  const derived = derivedFrom(signal);
  derived.addEventListener("abort", listener, { once: true });
  return () => derived.removeEventListener("abort", listener);
}

/** Old browsers have no `AbortSignal.any`, and it refuses signals of a polyfill or another realm. */
function derivedFrom(signal: AbortSignal): AbortSignal {
  try {
    return AbortSignal.any([signal]);
  } catch {
    return signal;
  }
}
