import { errorFromAbortedSignal } from "../errors/connection-errors.js";
import { onAbort } from "../http/on-abort.js";
import { CallPass } from "./call-pass.js";
import type { GateEntry, Pass } from "./gate.js";
import { Lanes } from "./lanes.js";
import { ModelPace } from "./model-pace.js";
import { noTotals } from "./pace-state.js";
import type { ModelPaceState, PaceInfo, PaceReason } from "./pace-state.js";
import { PATIENCE } from "./paced-refusal.js";
import { readPacerOptions } from "./pacer-options.js";
import type { PacerOptions } from "./pacer-options.js";
import { SharedShare } from "./shared-share.js";

interface Waiter {
  entry: GateEntry;
  since: number;
  admitted: boolean;
  /** It was not let through at once. */
  waits: boolean;
  admit: (pass: Pass) => void;
  stopListening?: () => void;
}

/** `setTimeout` fires at once above this (24.8 days). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The calls of one model that wait, and the one timer that wakes them. */
export class ModelQueue {
  readonly #model: string;
  readonly #onPace: PacerOptions["onPace"];
  readonly #pace: ModelPace;
  readonly #lanes = new Lanes<Waiter>();
  readonly #shared: SharedShare | undefined;
  readonly #totals = noTotals();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextAt: number | undefined;
  #reason: PaceReason | undefined;

  constructor(model: string, options: PacerOptions) {
    this.#model = model;
    this.#onPace = options.onPace;
    this.#pace = new ModelPace(readPacerOptions(options));
    if (options.shared !== undefined) {
      this.#shared = new SharedShare(model, options.shared, () => this.#drain());
    }
  }

  enter(entry: GateEntry): Promise<Pass> {
    const { signal } = entry;
    if (signal?.aborted) return Promise.reject(errorFromAbortedSignal(signal));
    return new Promise<Pass>((admit, refuse) => {
      const since = performance.now();
      const waiter: Waiter = { entry, since, admitted: false, waits: false, admit };
      const leave = this.#lanes.push(waiter, entry.lane, goesFirst(entry.attempt));
      this.#drain();
      waiter.waits = !waiter.admitted;
      if (waiter.admitted || signal === undefined) return;
      waiter.stopListening = onAbort(signal, () => {
        leave();
        refuse(errorFromAbortedSignal(signal));
        this.#drain();
      });
    });
  }

  state(): ModelPaceState {
    const now = performance.now();
    const waits = this.#lanes.size > 0;
    return {
      ...this.#pace.report(now),
      waiting: this.#lanes.size,
      ...(waits && this.#reason !== undefined ? { reason: this.#reason } : {}),
      ...(waits && this.#nextAt !== undefined ? { nextInMs: Math.max(this.#nextAt - now, 0) } : {}),
      totals: { ...this.#totals, sharedFailures: this.#shared?.failures ?? 0 },
    };
  }

  /** Lets through whoever may go; a timer or the next answer goes on. */
  #drain(): void {
    clearTimeout(this.#timer);
    const waitedFor = this.#reason ?? "start";
    this.#timer = this.#nextAt = this.#reason = undefined;
    while (this.#lanes.size > 0) {
      const now = performance.now();
      const verdict = this.#pace.next(now, this.#shared?.decides);
      if (!verdict.go) return this.#waitFor(verdict.reason, verdict.at, now);
      const sharedAt = this.#shared?.take(now, this.#lanes.size, this.#pace);
      if (sharedAt !== undefined) return this.#waitFor("shared", sharedAt, now);
      this.#admit(verdict.looks, now, waitedFor);
    }
    this.#shared?.giveBack();
  }

  /** The timer keeps the process alive: somebody waits for it. Without anybody there is none. */
  #waitFor(reason: PaceReason, at: number, now: number): void {
    this.#reason = reason;
    if (at === Number.POSITIVE_INFINITY) return;
    this.#nextAt = at;
    const delay = Math.min(Math.max(Math.ceil(at - now), 0), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#drain(), delay);
  }

  #admit(looks: boolean, now: number, reason: PaceReason): void {
    const waiter = this.#lanes.shift();
    if (waiter === undefined) return;
    const sent = this.#pace.sent(now, looks);
    this.#totals.sent += 1;
    waiter.admitted = true;
    waiter.stopListening?.();
    waiter.admit(
      new CallPass({
        sent,
        pace: this.#pace,
        totals: this.#totals,
        attempt: waiter.entry.attempt,
        othersWait: () => this.#lanes.size > 0,
        changed: () => this.#drain(),
      }),
    );
    if (waiter.waits) this.#tell(waiter, now - waiter.since, reason);
  }

  #tell({ entry }: Waiter, waitedMs: number, reason: PaceReason): void {
    this.#totals.waited += 1;
    this.#totals.waitedMs += waitedMs;
    const { attempt } = entry;
    tell(this.#onPace, {
      model: this.#model,
      waitedMs,
      reason,
      attempt,
      waiting: this.#lanes.size,
    });
  }
}

/** What was refused goes before what is new, but not again and again: others would wait for nothing. */
const goesFirst = (attempt: number): boolean => attempt > 1 && attempt <= PATIENCE + 1;

/** A watcher's mistake, thrown or rejected, must not keep calls from going. */
function tell(onPace: ((info: PaceInfo) => unknown) | undefined, info: PaceInfo): void {
  if (onPace === undefined) return;
  void (async () => onPace(info))().catch(() => undefined);
}
