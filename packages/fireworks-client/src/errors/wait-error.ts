import { composeMessage } from "./error-message.js";
import { markErrorClass } from "./error-mark.js";
import { assignDefined, FireworksError } from "./fireworks-error.js";

/**
 * - `failed`: it is in a state that it never leaves, and that is not the one waited for
 * - `vanished`: it was there, and is not found any more
 * - `timed-out`: `maxWaitMs` is over
 */
export type WaitErrorReason = "failed" | "vanished" | "timed-out";

export interface WaitErrorInit {
  reason: WaitErrorReason;
  /** Its full name, or what the caller called it. */
  resource: string;
  state?: string;
  /** What its status says. */
  said?: string;
  last?: unknown;
  waitedMs: number;
  polls: number;
  cause?: unknown;
}

const HINTS = {
  failed: "It will not change any more: what its status says has to be put right, in a new one.",
  vanished: "Somebody deleted it, or it was cleaned up.",
  "timed-out": "It goes on without us: wait again, longer with maxWaitMs, or look at its state.",
} as const satisfies Record<WaitErrorReason, string>;

/** What was waited for will not happen, or did not in time. `reason` says which. */
export class FireworksWaitError extends FireworksError {
  static {
    markErrorClass(this, "FireworksWaitError");
  }

  declare readonly reason: WaitErrorReason;
  /** Its full name, or what the caller called it. */
  declare readonly resource: string;
  /** The last state that was seen. */
  declare readonly state?: string;
  /** The resource as it was last seen. Not enumerable: it is large, and may hold signed addresses. */
  declare readonly last?: unknown;
  /** Milliseconds since the wait began. */
  declare readonly waitedMs: number;
  /** How often it was asked for. */
  declare readonly polls: number;

  constructor(init: WaitErrorInit) {
    const { reason, resource, state, said, last, waitedMs, polls, cause } = init;
    const hint = HINTS[reason];
    super(composeMessage({ happened: happenedOf(init), said, hint }), {
      code: `wait_${reason.replace("-", "_")}`,
      hint,
      cause,
    });
    assignDefined(this, { reason, resource, state, waitedMs, polls });
    if (last !== undefined) Object.defineProperty(this, "last", { value: last });
  }
}

function happenedOf({ reason, resource, state, waitedMs, polls }: WaitErrorInit): string {
  const seconds = Math.round(waitedMs / 1000);
  if (reason === "failed") return `${resource} is ${state ?? "in an unknown state"}`;
  if (reason === "vanished") return `${resource} was there and is gone after ${seconds} s`;
  const times = `${polls} ${polls === 1 ? "look" : "looks"}`;
  return `${resource} was still ${state ?? "not answering"} after ${seconds} s and ${times}`;
}
