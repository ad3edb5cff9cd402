import { errorFromAbortedSignal, FireworksTimeoutError } from "../errors/connection-errors.js";
import type { TimeoutPhase } from "../errors/connection-errors.js";
import type { FireworksError } from "../errors/fireworks-error.js";
import { onAbort } from "./on-abort.js";

/** Limits in milliseconds; undefined means none. */
export interface ClockLimits {
  timeoutMs?: number;
  firstByteTimeoutMs?: number;
  streamIdleTimeoutMs?: number;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * Everything that can end one attempt from outside: the caller's signal and our clocks. Work is run
 * through `guard`, so it rejects with our typed error even if `fetch` ignores the signal it gets.
 */
export class AttemptClock {
  readonly #controller = new AbortController();
  readonly #limits: ClockLimits;
  readonly #stopListening: (() => void) | undefined;
  readonly #timers = new Map<TimeoutPhase, Timer>();
  #rejectWork: ((error: FireworksError) => void) | undefined;
  #delivered = false;
  #over = false;
  #whenOver: (() => void) | undefined;
  #failure: FireworksError | undefined;

  constructor(limits: ClockLimits, userSignal?: AbortSignal) {
    this.#limits = limits;
    this.#start("total", limits.timeoutMs);
    this.#start("first-byte", limits.firstByteTimeoutMs);
    if (userSignal === undefined) return;
    this.#stopListening = onAbort(userSignal, () => {
      this.#interrupt(errorFromAbortedSignal(userSignal));
    });
  }

  /** For `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the attempt was stopped, if it was. */
  get failure(): FireworksError | undefined {
    return this.#failure;
  }

  /** Runs one piece of work at a time; rejects with our error the moment the attempt is stopped. */
  guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise<T>((resolve, reject) => {
      this.#rejectWork = reject;
      work().then(resolve, reject);
    });
  }

  /** `guard` with the idle clock running. */
  async guardSilence<T>(work: () => Promise<T>): Promise<T> {
    this.#start("idle", this.#limits.streamIdleTimeoutMs);
    try {
      return await this.guard(work);
    } finally {
      this.#stop("idle");
    }
  }

  /** The first byte of a body, or the first event of a stream, has arrived. */
  firstByteArrived(): void {
    this.#stop("first-byte");
  }

  /** From now on the caller has seen a part of the answer: nothing is retried any more. */
  markDelivered(): void {
    this.#delivered = true;
  }

  /** Calls the listener once the attempt is over, at once if it is. One listener. */
  whenOver(listener: () => void): void {
    if (this.#over) listener();
    else this.#whenOver = listener;
  }

  /** The attempt is over: no timer and no listener is left behind. */
  dispose(): void {
    for (const phase of this.#timers.keys()) this.#stop(phase);
    this.#stopListening?.();
    this.#rejectWork = undefined;
    this.#over = true;
    this.#whenOver?.();
    this.#whenOver = undefined;
  }

  /** Gives up the connection of an attempt that is over. */
  release(): void {
    this.dispose();
    this.#controller.abort();
  }

  #start(phase: TimeoutPhase, timeoutMs: number | undefined): void {
    if (timeoutMs === undefined) return;
    const expire = (): void => {
      const retryable = !this.#delivered;
      this.#interrupt(new FireworksTimeoutError({ phase, timeoutMs, retryable }));
    };
    this.#timers.set(phase, setTimeout(expire, timeoutMs));
  }

  #stop(phase: TimeoutPhase): void {
    clearTimeout(this.#timers.get(phase));
    this.#timers.delete(phase);
  }

  #interrupt(error: FireworksError): void {
    this.#failure ??= error;
    this.#rejectWork?.(this.#failure);
    this.release();
  }
}
