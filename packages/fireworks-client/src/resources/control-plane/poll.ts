import type { RequestOptions } from "../../client-options.js";
import { FireworksApiError } from "../../errors/api-error.js";
import { FireworksConfigurationError } from "../../errors/configuration-error.js";
import { errorFromAbortedSignal } from "../../errors/connection-errors.js";
import { FireworksError } from "../../errors/fireworks-error.js";
import {
  FireworksNotFoundError,
  FireworksRateLimitError,
  FireworksServerError,
} from "../../errors/status-errors.js";
import { FireworksWaitError } from "../../errors/wait-error.js";
import type { WaitErrorReason } from "../../errors/wait-error.js";
import { onAbort } from "../../http/on-abort.js";
import { sleep } from "../../http/sleep.js";

/** What a wait tells of each look at the resource. */
export interface PollInfo<T> {
  /** From 1. */
  polls: number;
  /** Milliseconds since the wait began. */
  waitedMs: number;
  /** Undefined when the look failed, and when the resource is gone and that is waited for. */
  resource?: T;
  state?: string;
  /** Why this look failed; it is repeated. */
  error?: FireworksError;
}

/** Options of a wait. Those of requests count for each single look. */
export interface WaitOptions<T> extends RequestOptions {
  /** How long to wait at most, in milliseconds. A wait always ends. */
  maxWaitMs?: number;
  /** The wait before the second look, in milliseconds; it grows by half each time. Default 1,000. */
  pollMs?: number;
  /** The longest wait between two looks, in milliseconds. Default 30,000. */
  maxPollMs?: number;
  /** Sees every look. What it throws ends the wait. */
  onPoll?: (info: PollInfo<T>) => void;
}

/** Time, for tests to take its place. */
export interface PollClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since any moment. Never jumps, as the clock of a machine does when it is set. */
  elapsed(): number;
  /** Waits, or rejects when the signal is aborted. */
  sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void>;
  /** From 0 to below 1, so that clients do not ask in step. */
  random(): number;
}

/** The clock of the machine. */
export const SYSTEM_CLOCK: PollClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep,
  random: () => Math.random(),
};

/** What a look means: go on, good, or never. */
export type Verdict = "wait" | "done" | "failed";

/** What is waited for, and how it is judged. */
export interface PollPlan<T> {
  /** What is waited for, in errors. */
  name: string;
  /** Asks for it. */
  look: (options: RequestOptions) => Promise<T>;
  /** Whether to go on. */
  judge: (resource: T) => Verdict;
  /** What the resource says went wrong, for errors. Default: the message of its `status`. */
  said?: (resource: T) => string | undefined;
  /** Whether a 404 is what is waited for. Default false. */
  untilGone?: boolean;
  /** How long to wait when the caller does not say. */
  defaultMaxWaitMs: number;
  /** The caller's. */
  options: WaitOptions<T>;
}

/** What is known of anything that can be waited for. */
export interface Stateful {
  /** Its full name. */
  name?: string;
  /** Where it is. */
  state?: string;
  /** How it is. */
  status?: { message?: string };
}

/**
 * Looks at a resource until it is as wanted. Never for ever: a state that nothing leaves, a resource that
 * is gone and the deadline all end it. A look that fails in a way that may pass is repeated.
 *
 * @throws FireworksWaitError, FireworksAbortError, FireworksConfigurationError; FireworksNotFoundError
 * when it was never there; what a look throws that does not pass
 */
export async function poll<T extends Stateful>(
  plan: PollPlan<T>,
  clock: PollClock = SYSTEM_CLOCK,
): Promise<T | undefined> {
  const { maxWaitMs, signal } = checkedOptions(plan);
  const controller = new AbortController();
  const stopListening = signal && onAbort(signal, () => controller.abort());
  const deadline = clock.sleep(maxWaitMs, controller.signal).then(
    () => controller.abort(),
    () => undefined,
  );
  const watch = new Watch(plan, clock);
  try {
    return await watch.run(controller.signal);
  } catch (error) {
    if (signal?.aborted === true) throw errorFromAbortedSignal(signal);
    if (controller.signal.aborted) throw watch.error("timed-out");
    throw error;
  } finally {
    stopListening?.();
    controller.abort();
    await deadline;
  }
}

/** One wait: what was seen so far. */
class Watch<T extends Stateful> {
  readonly #plan: PollPlan<T>;
  readonly #clock: PollClock;
  readonly #startedAt: number;
  #polls = 0;
  #last: T | undefined;
  #lastError: FireworksError | undefined;

  constructor(plan: PollPlan<T>, clock: PollClock) {
    this.#plan = plan;
    this.#clock = clock;
    this.#startedAt = clock.elapsed();
  }

  async run(signal: AbortSignal): Promise<T | undefined> {
    const { pollMs = 1_000, maxPollMs = 30_000 } = this.#plan.options;
    for (let delay = pollMs; ; delay *= 1.5) {
      const verdict = await this.#look(signal);
      if (verdict === "done") return this.#last;
      if (verdict === "failed") throw this.error("failed");
      const usual = Math.min(delay, maxPollMs) * (1 - 0.25 * this.#clock.random());
      await this.#clock.sleep(Math.ceil(Math.max(usual, askedMs(this.#lastError))), signal);
    }
  }

  async #look(signal: AbortSignal): Promise<Verdict> {
    const { look, judge, options } = this.#plan;
    this.#polls += 1;
    try {
      this.#last = await look({ ...options, signal });
      this.#lastError = undefined;
    } catch (error) {
      return this.#judgeFailure(error);
    }
    this.#tell({ resource: this.#last, state: this.#last.state });
    return judge(this.#last);
  }

  #judgeFailure(error: unknown): Verdict {
    if (error instanceof FireworksNotFoundError) {
      if (this.#plan.untilGone === true) {
        this.#last = undefined;
        this.#tell({});
        return "done";
      }
      if (this.#last !== undefined) throw this.error("vanished", error);
    }
    if (!mayPass(error)) throw error;
    this.#lastError = error;
    this.#tell({ error });
    return "wait";
  }

  #tell(seen: Pick<PollInfo<T>, "resource" | "state" | "error">): void {
    const waitedMs = this.#elapsedMs();
    this.#plan.options.onPoll?.({ polls: this.#polls, waitedMs, ...seen });
  }

  #elapsedMs(): number {
    return Math.round(this.#clock.elapsed() - this.#startedAt);
  }

  error(reason: WaitErrorReason, cause: unknown = this.#lastError): FireworksWaitError {
    const last = this.#last;
    const { said = ({ status }: T) => status?.message } = this.#plan;
    return new FireworksWaitError({
      reason,
      resource: last?.name ?? this.#plan.name,
      state: last?.state,
      said: last && said(last),
      last,
      waitedMs: this.#elapsedMs(),
      polls: this.#polls,
      cause,
    });
  }
}

/**
 * Whether another look may see more. Also where a call gives up: the next look is a new request, much
 * later, and the wait has a deadline of its own.
 */
const mayPass = (error: unknown): error is FireworksError =>
  error instanceof FireworksRateLimitError ||
  error instanceof FireworksServerError ||
  (FireworksError.isInstance(error) && error.retryable);

/** How long the server wants to be left alone. */
const askedMs = (error: FireworksError | undefined): number =>
  FireworksApiError.isInstance(error) ? (error.retryAfterMs ?? 0) : 0;

function checkedOptions<T>({ options, defaultMaxWaitMs }: PollPlan<T>): {
  maxWaitMs: number;
  signal: AbortSignal | undefined;
} {
  const { maxWaitMs = defaultMaxWaitMs, pollMs = 1, maxPollMs = 1, signal } = options;
  for (const [field, value] of Object.entries({ maxWaitMs, pollMs, maxPollMs })) {
    if (typeof value === "number" && Number.isFinite(value) && value > 0) continue;
    throw new FireworksConfigurationError(`${field} is not a positive number of milliseconds`, {
      code: "invalid_option",
      field,
      hint: "A wait has to end: give a finite number.",
    });
  }
  return { maxWaitMs, signal };
}
