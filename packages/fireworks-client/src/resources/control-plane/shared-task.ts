import { errorFromAbortedSignal } from "../../errors/connection-errors.js";
import { onAbort } from "../../http/on-abort.js";

/**
 * One piece of work that several callers wait for. A caller who aborts stops waiting; when the last one
 * has, the work itself is aborted.
 *
 * @example
 * ```ts
 * import { FireworksClient, SharedTask } from "fireworks-client";
 *
 * const client = new FireworksClient();
 * const models = new SharedTask((signal) => client.models.list({ signal }));
 * const [one, other] = await Promise.all([
 *   models.wait(undefined),
 *   models.wait(AbortSignal.timeout(5_000)),
 * ]);
 * console.log(one === other); // true
 * ```
 */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** @param work - Begins at once; its signal is aborted when nobody waits any more. */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#controller.signal);
    // Everyone may have left by the time it fails.
    this.#result.catch(() => undefined);
  }

  /** Whether nobody wants the result any more: who comes now has to start anew. */
  get isAbandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * The result of the work, or what it throws.
   *
   * @throws FireworksAbortError, or FireworksTimeoutError of an `AbortSignal.timeout()`, when the signal
   * ends the wait
   */
  wait(signal: AbortSignal | undefined): Promise<T> {
    this.#waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const stopListening =
        signal &&
        onAbort(signal, () => {
          reject(errorFromAbortedSignal(signal));
          this.#waiting -= 1;
          if (this.#waiting === 0) this.#controller.abort();
        });
      this.#result.then(resolve, reject).finally(() => stopListening?.());
    });
  }
}
