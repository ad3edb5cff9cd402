import { errorFromAbortedSignal } from "../../errors/connection-errors.js";
import { onAbort } from "../../http/on-abort.js";

/**
 * One piece of work that several callers wait for. A caller who aborts stops waiting; when the last one
 * has, the work itself is aborted.
 */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#controller.signal);
    // Everyone may have left by the time it fails.
    this.#result.catch(() => undefined);
  }

  /** Whether nobody wants the result any more: who comes now has to start anew. */
  get isAbandoned(): boolean {
    return this.#controller.signal.aborted;
  }

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
