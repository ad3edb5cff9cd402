import type { ResponseInfo } from "../http/response-info.js";

/** A call that asks to be sent, once for every attempt. */
export interface GateEntry {
  /** The model that is asked; budgets are kept for each. */
  model: string;
  /** Ends the wait at once. */
  signal?: AbortSignal | undefined;
  /** Calls of one lane go in order, lanes take turns. Any value; equal values are one lane. */
  lane?: unknown;
  /** The attempt of the call, from 1: a call that was refused goes before those that were never sent. */
  attempt: number;
}

/**
 * What the transport asks before it sends, and tells how it went. {@link Pacer} is one; give your own to
 * decide otherwise when calls go out.
 */
export interface CallGate {
  /**
   * Resolves when the attempt may be sent.
   *
   * @throws FireworksAbortError, or FireworksTimeoutError of an `AbortSignal.timeout()`, when the signal
   * ends the wait
   */
  enter(entry: GateEntry): Promise<Pass>;
  /** How often one call that a rate limit refused is sent again. Those attempts are no retries. */
  readonly maxRefusals: number;
}

/** One attempt that was let through. `end` is called in every case, last, and may be called twice. */
export interface Pass {
  /** Status and headers are here, of a refusal too; the body may still be on its way. */
  heard(info: ResponseInfo): void;
  /** The attempt failed: refused, not connected, out of time, aborted, unreadable. */
  failed(error: unknown): void;
  /** The answer's `usage`, as it was sent, as soon as it is known. */
  spent(usage: unknown): void;
  /** The attempt is over, its body too. */
  end(): void;
}
