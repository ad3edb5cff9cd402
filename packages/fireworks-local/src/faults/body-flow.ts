import { pause } from "../sse/pause.js";

/** The bytes of a body on their way to a client that may leave. */
export interface BodyFlow {
  source: AsyncIterable<Uint8Array>;
  /** Fires when nobody reads any more. */
  signal: AbortSignal;
  /** Lasts until then. */
  stall(): Promise<void>;
  /** Frees the source, and everybody who waits. */
  leave(this: void, reason?: unknown): void;
}

export function flowFrom(body: ReadableStream<Uint8Array>): BodyFlow {
  const left = new AbortController();
  const { signal } = left;
  const reader = body.getReader();
  return {
    source: bytesOf(reader),
    signal,
    stall: () =>
      new Promise((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener("abort", () => resolve());
      }),
    leave(reason) {
      left.abort();
      // The source may have failed already: its reader was told.
      reader.cancel(reason).catch(() => {});
    },
  };
}

export async function* bytesOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Pulled, one item at a time; `leave` is called at the end, and when the reader leaves before it. */
export function toBody(
  bytes: AsyncIterable<Uint8Array>,
  leave: (reason?: unknown) => void,
): ReadableStream<Uint8Array> {
  const items = bytes[Symbol.asyncIterator]();
  let isRead = true;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const item = await items.next();
      if (!isRead) return;
      if (item.done !== true) return controller.enqueue(item.value);
      leave();
      controller.close();
    },
    cancel(reason) {
      isRead = false;
      leave(reason);
    },
  });
}

export async function* encoded(events: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const event of events) yield encoder.encode(event);
}

/**
 * Destroying a socket drops what was not sent yet; the client shall see it. Several turns of the event
 * loop, as one timer may fire on a busy machine before the headers were written.
 */
const FLUSH_TURNS = 5;
const TURN_MS = 2;

/** The bytes, then no connection. */
export async function* dropAfter(
  bytes: AsyncIterable<Uint8Array>,
  reset: () => void,
): AsyncGenerator<Uint8Array> {
  yield* bytes;
  for (let turn = 0; turn < FLUSH_TURNS; turn += 1) await pause(TURN_MS);
  reset();
}

export function gzip(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const compression = new CompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>;
  return body.pipeThrough(compression);
}
