import type { Callbacks } from "@langchain/core/callbacks/manager";

/**
 * Core turns a call's `timeout` into a signal, and races every step of a stream against the signal,
 * so that the reader gets a bare DOMException and what had arrived is lost. Both are therefore
 * carried past core under a key of ours, and end the request in the client, with a typed error.
 */
const CARRIED = "fireworksCarried";

interface Carried {
  signal: AbortSignal | undefined;
  timeout: number | undefined;
}

interface Carrying {
  signal?: AbortSignal;
  timeout?: number;
  callbacks?: Callbacks;
}

/** The handlers behind core's `streamEvents`, which names them but does not export them. */
const EVENT_STREAM_HANDLERS: readonly string[] = ["event_stream_tracer", "log_stream_tracer"];

/**
 * Whether core's own `streamEvents` v1 or v2, or `streamLog`, reads the stream. Leaving that loop aborts a
 * signal of core's, which forgives nothing but the signal's very own reason: it needs core's `stream()`.
 */
export function isEventStream(callbacks: Callbacks | undefined): boolean {
  const handlers = Array.isArray(callbacks) ? callbacks : (callbacks?.handlers ?? []);
  return handlers.some(
    (handler) => "name" in handler && EVENT_STREAM_HANDLERS.includes(handler.name),
  );
}

/** Options core can take apart without finding the signal and the timeout; left alone for event streams. */
export function carry<Options extends Carrying>(options: Options | undefined): Options {
  if (isEventStream(options?.callbacks)) return options as Options;
  const { signal, timeout, ...rest } = options ?? ({} as Options);
  const carried: Carried = { signal, timeout };
  return { ...rest, [CARRIED]: carried } as unknown as Options;
}

/** Undoes {@link carry}: the options without the key, and what was carried. */
export function unpack<Options extends Carrying>(
  options: Options | undefined,
): { options: Options | undefined; signal: AbortSignal | undefined; timeout: number | undefined } {
  if (options === undefined) return { options, signal: undefined, timeout: undefined };
  const { timeout, [CARRIED]: carried, ...rest } = options as Options & { [CARRIED]?: Carried };
  return {
    options: rest as unknown as Options,
    signal: carried?.signal,
    timeout: timeout === undefined ? carried?.timeout : timeout,
  };
}

/** One signal that is aborted as soon as either is, with that one's reason. */
export function eitherSignal(
  left: AbortSignal | undefined,
  right: AbortSignal | undefined,
): AbortSignal | undefined {
  if (left === undefined || right === undefined || left === right) return left ?? right;
  return AbortSignal.any([left, right]);
}
