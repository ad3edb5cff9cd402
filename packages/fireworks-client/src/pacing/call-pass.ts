import type { ResponseInfo } from "../http/response-info.js";
import { amountsOfUsage } from "./amounts.js";
import type { Pass } from "./gate.js";
import type { Sent } from "./flights.js";
import type { ModelPace } from "./model-pace.js";
import type { PaceTotals } from "./pace-state.js";
import { PATIENCE, pacedRefusal } from "./paced-refusal.js";

interface CallPassInit {
  sent: Sent;
  pace: ModelPace;
  totals: PaceTotals;
  attempt: number;
  /** Whether others wait. */
  othersWait: () => boolean;
  /** Something was heard: others may go now. */
  changed: () => void;
}

/** What is heard of one attempt, told to the budget of its model. */
export class CallPass implements Pass {
  readonly #init: CallPassInit;
  #ended = false;

  constructor(init: CallPassInit) {
    this.#init = init;
  }

  heard({ status, rateLimit }: ResponseInfo): void {
    const { pace, sent, changed } = this.#init;
    pace.heard(sent, { status, rateLimit, now: performance.now() });
    // The reason of a refusal is in its body: whoever may go is decided when that is read.
    if (status < 400) changed();
  }

  failed(error: unknown): void {
    const { pace, sent, totals, attempt, othersWait } = this.#init;
    const refusal = pacedRefusal(error);
    if (refusal === undefined) return;
    totals[refusal.kind === "limit" ? "refused" : "overloaded"] += 1;
    const isAlone = attempt > PATIENCE && othersWait();
    pace.refused(sent, { ...refusal, isAlone }, performance.now());
  }

  spent(usage: unknown): void {
    this.#init.pace.spent(amountsOfUsage(usage));
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#init.pace.ended(this.#init.sent);
    this.#init.changed();
  }
}
