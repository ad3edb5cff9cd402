import { pause } from "../sse/pause.js";
import { DONE_EVENT, toEvent } from "../sse/sse-writer.js";
import type { Fault } from "./fault.js";
import { MALFORMED_EVENTS } from "./malformed-events.js";
import { CHUNK_QUIRKS, type ChunkQuirkName } from "./quirk-names.js";
import type { LooseChunk, QuirkRun } from "./quirks/chunk-quirk.js";
import { LINE_QUIRKS, type LineQuirkName } from "./quirks/line-quirks.js";

/** Events on their way through a fault. */
type EventFault = (
  events: AsyncIterable<string>,
  fault: Fault,
  signal: AbortSignal,
) => AsyncIterable<string>;

const COMMENT = ": keep-alive\n\n";

/** What is said, then how it is written: each on what the one before made. */
const EVENT_FAULTS: readonly EventFault[] = [
  applyChunkQuirks,
  insertMalformed,
  applyLineQuirks,
  addComments,
];

/** The events with the fault in them. The stream may say other things, but it goes on to its end. */
export function withEventFaults(
  events: AsyncIterable<string>,
  fault: Fault,
  signal: AbortSignal,
): AsyncIterable<string> {
  return EVENT_FAULTS.reduce((made, apply) => apply(made, fault, signal), events);
}

async function* applyChunkQuirks(
  events: AsyncIterable<string>,
  fault: Fault,
): AsyncGenerator<string> {
  const runs = quirksOf(fault).flatMap((name) =>
    name in CHUNK_QUIRKS ? [CHUNK_QUIRKS[name as ChunkQuirkName]()] : [],
  );
  let isEnded = runs.length === 0;
  const end = (): string[] => {
    if (isEnded) return [];
    isEnded = true;
    return runs
      .flatMap((run, place) => through(runs.slice(place + 1), run.end?.() ?? []))
      .map(toEvent);
  };
  for await (const event of events) {
    const chunk = isEnded ? undefined : chunkOf(event);
    if (chunk !== undefined) yield* through(runs, [chunk]).map(toEvent);
    else {
      if (event === DONE_EVENT) yield* end();
      yield event;
    }
  }
  yield* end();
}

function quirksOf({ quirks = [] }: Fault): string[] {
  return [quirks].flat();
}

function through(runs: readonly QuirkRun[], chunks: LooseChunk[]): LooseChunk[] {
  return runs.reduce((made, run) => made.flatMap((chunk) => run.take(chunk)), chunks);
}

function chunkOf(event: string): LooseChunk | undefined {
  const json = /^data: ?(\{.*\})\r?\n/.exec(event)?.[1];
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as LooseChunk;
  } catch {
    return undefined;
  }
}

async function* insertMalformed(
  events: AsyncIterable<string>,
  { malformedEvent, malformedAfterEvents = 1 }: Fault,
): AsyncGenerator<string> {
  let place = 0;
  for await (const event of events) {
    const kind = place === malformedAfterEvents ? malformedEvent : undefined;
    place += 1;
    if (kind === undefined) yield event;
    else {
      const { write, replaces = false } = MALFORMED_EVENTS[kind];
      yield write(event);
      if (!replaces) yield event;
    }
  }
}

async function* applyLineQuirks(
  events: AsyncIterable<string>,
  fault: Fault,
): AsyncGenerator<string> {
  const changes = quirksOf(fault).flatMap((name) =>
    name in LINE_QUIRKS ? [LINE_QUIRKS[name as LineQuirkName]()] : [],
  );
  for await (const event of events) {
    const written = changes.reduce((text, change) => change(text), event);
    if (written !== "") yield written;
  }
}

async function* addComments(
  events: AsyncIterable<string>,
  { keepAlives, commentLines = false }: Fault,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (let sent = 0; sent < (keepAlives?.count ?? 0); sent += 1) {
    if (keepAlives?.everyMs) await pause(keepAlives.everyMs, signal);
    yield COMMENT;
  }
  for await (const event of events) yield commentLines ? COMMENT + event : event;
}
