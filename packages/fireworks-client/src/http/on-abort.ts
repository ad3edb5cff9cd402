/** One that waits for a signal; an object of its own, because two may wait with one function. */
interface Waiter {
  readonly listener: () => void;
}

/** Who waits for each signal that somebody waits for. */
const waiters = new WeakMap<AbortSignal, Set<Waiter>>();

/**
 * Calls `listener` once when `signal` is aborted, at once if it is already. The function that comes
 * back stops listening.
 *
 * However many calls share a signal, one listener of ours is on it, because Node warns of a leak at the
 * eleventh; and no signal is derived from it, because Node 20 keeps a note of each on a signal for as long
 * as that lives.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return () => undefined;
  }
  const waiter: Waiter = { listener };
  const others = waiters.get(signal);
  if (others === undefined) listenTo(signal, new Set([waiter]));
  else others.add(waiter);
  return () => leave(signal, waiter);
}

function listenTo(signal: AbortSignal, waiting: Set<Waiter>): void {
  waiters.set(signal, waiting);
  signal.addEventListener("abort", tellAll, { once: true });
}

function leave(signal: AbortSignal, waiter: Waiter): void {
  const waiting = waiters.get(signal);
  if (waiting === undefined || !waiting.delete(waiter) || waiting.size > 0) return;
  waiters.delete(signal);
  signal.removeEventListener("abort", tellAll);
}

/** Whoever leaves while the others are told is not told any more, as with listeners of a signal itself. */
function tellAll({ target }: Event): void {
  const signal = target as AbortSignal;
  for (const { listener } of waiters.get(signal) ?? []) tell(listener);
  waiters.delete(signal);
}

/** What one listener throws must not keep the others from being told; it is reported as a signal reports it. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
