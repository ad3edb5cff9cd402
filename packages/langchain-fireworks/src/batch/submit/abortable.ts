import { errorFromAbortedSignal, onAbort } from "fireworks-client";

/**
 * The promise, or a FireworksAbortError as soon as the signal is aborted. The listener goes when either
 * happened: a signal outlives millions of rows.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  if (signal.aborted) {
    void promise.catch(() => undefined);
    return Promise.reject(errorFromAbortedSignal(signal));
  }
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(errorFromAbortedSignal(signal)));
    promise.then(resolve, reject).finally(stopListening);
  });
}

/** The items, ended by the signal with a FireworksAbortError even while the next one is waited for. */
export async function* untilAbortedEach<T>(
  items: Iterable<T> | AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  if (Symbol.iterator in items) {
    for (const item of items) {
      if (signal?.aborted === true) throw errorFromAbortedSignal(signal);
      yield item;
    }
    return;
  }
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await untilAborted(iterator.next(), signal);
      if (done === true) return;
      yield value;
    }
  } finally {
    // It may be waiting for what never comes: it is told, not waited for.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
