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
 *
 * Most calls have neither clock nor signal. They cost nothing here: a signal alone makes Node's
 * `fetch` a sixth dearer.
 */
export class AttemptClock {
  readonly #limits: ClockLimits;
  readonly #mayStop: boolean;
  #controller: AbortController | undefined;
  #stopListening: (() => void) | undefined;
  #total: Timer | undefined;
  #firstByte: Timer | undefined;
  #idle: Timer | undefined;
  /** Since when a piece of the answer is waited for; undefined while nothing is. */
  #silentSince: number | undefined;
  #rejectWork: ((error: FireworksError) => void) | undefined;
  #delivered = false;
  #over = false;
  #whenOver: (() => void) | undefined;
  #failure: FireworksError | undefined;

  constructor(limits: ClockLimits, userSignal?: AbortSignal) {
    const { timeoutMs, firstByteTimeoutMs, streamIdleTimeoutMs } = limits;
    this.#limits = limits;
    this.#mayStop =
      (userSignal ?? timeoutMs ?? firstByteTimeoutMs ?? streamIdleTimeoutMs) !== undefined;
    this.#total = this.#start("total", timeoutMs);
    this.#firstByte = this.#start("first-byte", firstByteTimeoutMs);
    if (userSignal === undefined) return;
    this.#stopListening = onAbort(userSignal, () => {
      this.#interrupt(errorFromAbortedSignal(userSignal));
    });
  }

  /** For `fetch`; undefined when nothing can stop the attempt. */
  get signal(): AbortSignal | undefined {
    if (!this.#mayStop) return undefined;
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** Why the attempt was stopped, if it was. */
  get failure(): FireworksError | undefined {
    return this.#failure;
  }

  /** Runs one piece of work at a time; rejects with our error the moment the attempt is stopped. */
  guard<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#mayStop) return work();
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise<T>((resolve, reject) => {
      this.#rejectWork = reject;
      work().then(resolve, reject);
    });
  }

  /** `guard` with the idle clock running. */
  guardSilence<T>(work: () => Promise<T>): Promise<T> {
    const { streamIdleTimeoutMs } = this.#limits;
    if (streamIdleTimeoutMs === undefined) return this.guard(work);
    return this.#timed(work, streamIdleTimeoutMs);
  }

  /** The first byte of a body, or the first event of a stream, has arrived. */
  firstByteArrived(): void {
    clearTimeout(this.#firstByte);
    this.#firstByte = undefined;
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
    this.#over = true;
    for (const timer of [this.#total, this.#firstByte, this.#idle]) clearTimeout(timer);
    this.#total = this.#firstByte = this.#idle = undefined;
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#rejectWork = undefined;
    this.#whenOver?.();
    this.#whenOver = undefined;
  }

  /** Gives up the connection of an attempt that is over. */
  release(): void {
    this.dispose();
    this.#controller?.abort();
  }

  async #timed<T>(work: () => Promise<T>, limitMs: number): Promise<T> {
    this.#silentSince = performance.now();
    this.#idle ??= this.#watchSilence(limitMs, limitMs);
    try {
      return await this.guard(work);
    } finally {
      this.#silentSince = undefined;
    }
  }

  /** One timer for many reads: it looks how long the silence is, instead of being set for each. */
  #watchSilence(limitMs: number, delayMs: number): Timer | undefined {
    if (this.#over) return undefined;
    return setTimeout(() => {
      this.#idle = undefined;
      if (this.#silentSince === undefined) return; // the next read sets it again
      const leftMs = this.#silentSince + limitMs - performance.now();
      if (leftMs > 0) this.#idle = this.#watchSilence(limitMs, leftMs);
      else this.#expire("idle", limitMs);
    }, delayMs);
  }

  #start(phase: TimeoutPhase, timeoutMs: number | undefined): Timer | undefined {
    if (timeoutMs === undefined) return undefined;
    return setTimeout(() => this.#expire(phase, timeoutMs), timeoutMs);
  }

  #expire(phase: TimeoutPhase, timeoutMs: number): void {
    const retryable = !this.#delivered;
    this.#interrupt(new FireworksTimeoutError({ phase, timeoutMs, retryable }));
  }

  #interrupt(error: FireworksError): void {
    this.#failure ??= error;
    this.#rejectWork?.(this.#failure);
    this.release();
  }
}
