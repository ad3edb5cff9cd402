import { pause } from "./pause.js";

/** One server-sent event as Fireworks writes it: a `data:` line and a blank one (contract 4.1). */
export function toEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export const DONE_EVENT = "data: [DONE]\n\n";

/**
 * One event a chunk of the stream; faults rely on that. Pulled, so that nothing is made for a reader
 * who has left or does not read. `delayMs` is waited before each event.
 */
export function writeEvents(events: Iterator<string>, delayMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (delayMs > 0) await pause(delayMs, left.signal);
      if (left.signal.aborted) return;
      const step = events.next();
      if (step.done === true) controller.close();
      else controller.enqueue(encoder.encode(step.value));
    },
    cancel() {
      left.abort();
      events.return?.();
    },
  });
}
