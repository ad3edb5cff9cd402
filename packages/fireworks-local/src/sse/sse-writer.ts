import { pause } from "./pause.js";

/** One server-sent event as Fireworks writes it: a `data:` line and a blank one (contract 4.1). */
export function toEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export const DONE_EVENT = "data: [DONE]\n\n";

/** How long to wait before the event at `place`, counted from 0; in milliseconds. */
export interface EventPace {
  beforeEvent(place: number): number;
}

/**
 * One event a chunk of the stream. Pulled, so that nothing is made for a reader who has left or does
 * not read. Without a pace no timer is set; `[DONE]` is never waited for.
 */
export function writeEvents(
  events: Iterator<string>,
  pace?: EventPace,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  let place = 0;
  const next = (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> | void => {
    const step = events.next();
    if (step.done === true) return controller.close();
    const event = encoder.encode(step.value);
    const waitMs = step.value === DONE_EVENT ? 0 : (pace?.beforeEvent(place) ?? 0);
    place += 1;
    if (waitMs <= 0) return controller.enqueue(event);
    return pause(waitMs, left.signal).then(() => {
      if (!left.signal.aborted) controller.enqueue(event);
    });
  };
  return new ReadableStream<Uint8Array>({
    pull: next,
    cancel() {
      left.abort();
      events.return?.();
    },
  });
}
