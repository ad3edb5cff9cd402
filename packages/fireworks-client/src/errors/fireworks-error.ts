import type { AnyCompletion } from "../wire/index.js";
import { carriesMark, markErrorClass } from "./error-mark.js";
import type { ErrorClass } from "./error-mark.js";

export interface FireworksErrorInit {
  code?: string;
  hint?: string;
  requestId?: string;
  retryable?: boolean;
  cause?: unknown;
  partial?: AnyCompletion;
}

/**
 * The base of every error this package throws. Test with `FireworksError.isInstance(error)` or
 * `instanceof`: both also recognise errors of another copy of the package. No error ever holds the
 * API key.
 */
export class FireworksError extends Error {
  static {
    markErrorClass(this, "FireworksError");
  }

  /** What went wrong, in one word for programs: Fireworks' own code, or one of ours. */
  declare readonly code?: string;
  /** What to try, in one sentence. It is part of the message too. */
  declare readonly hint?: string;
  /** Fireworks' id of the request, for its support. */
  declare readonly requestId?: string;
  /** Whether sending the same request again may help; the same table drives the client's retries. */
  declare readonly retryable: boolean;
  /** The attempt that failed for good, from 1. Absent when no attempt failed (input, aborted waits). */
  declare attempts?: number;
  /** What had been received of a streamed answer when it failed, put together. */
  declare partial?: AnyCompletion;

  constructor(message: string, init: FireworksErrorInit = {}) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    const { code, hint, requestId, retryable = false, partial } = init;
    assignDefined(this, { code, hint, requestId, retryable, partial });
  }

  static isInstance<T>(this: ErrorClass<T>, value: unknown): value is T {
    return carriesMark(this, value);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return carriesMark(this, value);
  }

  /** Everything but `cause` and `partial`, which may be large or hold other people's objects. */
  toJSON(): Record<string, unknown> {
    const { partial: _partial, ...fields } = { ...this } as Record<string, unknown>;
    return { name: this.name, message: this.message, ...fields };
  }
}

/** Sets only what is known, so that a printed error has no rows of `undefined`. */
export function assignDefined(target: object, fields: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) Object.assign(target, { [name]: value });
  }
}
