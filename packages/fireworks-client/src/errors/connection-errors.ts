import { composeMessage } from "./error-message.js";
import { markErrorClass } from "./error-mark.js";
import { assignDefined, FireworksError } from "./fireworks-error.js";
import type { FireworksErrorInit } from "./fireworks-error.js";

/** No answer, or only a part of one: refused, reset, DNS, TLS. `code` is the system's, if known. */
export class FireworksConnectionError extends FireworksError {
  static {
    markErrorClass(this, "FireworksConnectionError");
  }
}

/** Which clock ran out: see `timeout`, `firstByteTimeout` and `streamIdleTimeout`. */
export type TimeoutPhase = "first-byte" | "idle" | "total";

export interface TimeoutErrorInit extends FireworksErrorInit {
  phase: TimeoutPhase;
  timeoutMs?: number;
}

const TIMEOUT_OPTION = {
  "first-byte": "firstByteTimeout",
  idle: "streamIdleTimeout",
  total: "timeout",
} as const satisfies Record<TimeoutPhase, string>;

const TIMEOUT_TEXT = {
  "first-byte": "The answer did not begin in time",
  idle: "The stream fell silent",
  total: "The answer was not complete in time",
} as const satisfies Record<TimeoutPhase, string>;

/** A clock of ours ran out, or an `AbortSignal.timeout()` that was passed in. */
export class FireworksTimeoutError extends FireworksError {
  static {
    markErrorClass(this, "FireworksTimeoutError");
  }

  declare readonly phase: TimeoutPhase;
  /** The limit in milliseconds; undefined when it was a signal of the caller's own. */
  declare readonly timeoutMs?: number;

  constructor(init: TimeoutErrorInit) {
    const { phase, timeoutMs } = init;
    const limit = timeoutMs === undefined ? "the caller's AbortSignal" : `${timeoutMs} ms`;
    const happened = `${TIMEOUT_TEXT[phase]} (${limit}, clock "${phase}")`;
    const hint =
      timeoutMs === undefined ? undefined : `Raise ${TIMEOUT_OPTION[phase]} if it may take longer.`;
    super(composeMessage({ happened, hint }), { code: "timeout", hint, ...init });
    assignDefined(this, { phase, timeoutMs });
  }
}

/** The caller's signal was aborted; `cause` is its reason. Its `name` is "AbortError". */
export class FireworksAbortError extends FireworksError {
  static {
    markErrorClass(this, "FireworksAbortError", "AbortError");
  }

  constructor(init: Omit<FireworksErrorInit, "retryable"> = {}) {
    super("The request was aborted.", { code: "aborted", ...init });
  }
}

/** The error that stands for an aborted signal: a timeout for `AbortSignal.timeout()`. */
export function errorFromAbortedSignal(signal: AbortSignal): FireworksError {
  const reason: unknown = signal.reason;
  const timedOut =
    typeof reason === "object" &&
    reason !== null &&
    "name" in reason &&
    reason.name === "TimeoutError";
  return timedOut
    ? new FireworksTimeoutError({ phase: "total", cause: reason })
    : new FireworksAbortError({ cause: reason });
}

/** Wraps what `fetch` or a body reader threw. */
export function connectionError(
  happened: string,
  init: Pick<FireworksErrorInit, "cause" | "requestId" | "retryable">,
): FireworksConnectionError {
  const code = systemCode(init.cause);
  const said = deepestReason(init.cause);
  const hint = "Check the network and the base URL.";
  const message = composeMessage({ happened, said, requestId: init.requestId, hint });
  return new FireworksConnectionError(message, {
    ...init,
    code: code ?? "connection_failed",
    hint,
  });
}

/** Platforms say "fetch failed" and hide what failed in the chain of causes. */
function deepestReason(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  const deeper = depth < 5 ? deepestReason(inner, depth + 1) : undefined;
  return deeper ?? (error.message === "" ? undefined : error.message);
}

/** `ECONNREFUSED` and the like, wherever in the chain of causes the platform put it. */
function systemCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== "object" || error === null || depth > 4) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  const inner = error instanceof AggregateError ? error.errors[0] : Reflect.get(error, "cause");
  return systemCode(inner, depth + 1);
}
