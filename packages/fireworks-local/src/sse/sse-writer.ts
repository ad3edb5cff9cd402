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
 * The events as bytes. Pulled, so that nothing is made for a reader who has left or does not read. With
 * a pace each event is a chunk of its own; `[DONE]` is never waited for. Without one no timer is set.
 */
export function writeEvents(
  events: Iterator<string>,
  pace?: EventPace,
): ReadableStream<Uint8Array> {
  return pace === undefined ? writeBatches(events) : writePaced(events, pace);
}

/** Events in the largest batch: what a chunk costs beside its events no longer counts then. */
const LARGEST_BATCH = 64;

/** The first event alone, then more each time: early ones come early, and many come cheaply. */
function writeBatches(events: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let size = 1;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const batch = take(events, size);
      size = Math.min(size * 4, LARGEST_BATCH);
      if (batch === "") controller.close();
      else controller.enqueue(encoder.encode(batch));
    },
    cancel: () => void events.return?.(),
  });
}

function take(events: Iterator<string>, most: number): string {
  let text = "";
  for (let count = 0; count < most; count += 1) {
    const step = events.next();
    if (step.done === true) break;
    text += step.value;
  }
  return text;
}

function writePaced(events: Iterator<string>, pace: EventPace): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  let place = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const step = events.next();
      if (step.done === true) return controller.close();
      const waitMs = step.value === DONE_EVENT ? 0 : pace.beforeEvent(place);
      place += 1;
      if (waitMs > 0) await pause(waitMs, left.signal);
      if (!left.signal.aborted) controller.enqueue(encoder.encode(step.value));
    },
    cancel() {
      left.abort();
      events.return?.();
    },
  });
}
