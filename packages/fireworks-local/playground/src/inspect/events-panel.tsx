import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { VirtualList } from "../parts/virtual-list.js";
import { sayCount, sayMs } from "../measure/wording.js";
import type { Exchange } from "../state/exchange.js";
import { prettyJson, summariseChunk } from "./pretty-json.js";
import {
  beginReading,
  beginsPacket,
  bytesOf,
  dataOf,
  eventsWith,
  type RawEvent,
  readOn,
  shownEvents,
} from "./raw-events.js";
import "./inspect.css";

const ROW_HEIGHT = 26;

/** Every event of an answer as it came: when, how long, in which packet. */
export function EventsPanel({ exchange }: { exchange: Exchange }): VNode {
  const search = useSignal("");
  const isRaw = useSignal(false);
  const chosen = useSignal<string | undefined>(undefined);
  const events = useEvents(exchange);
  const found = eventsWith(events, search.value);
  const opened = chosen.value === undefined ? undefined : events[Number(chosen.value)];
  const count = found.length === events.length ? "" : `${sayCount(found.length)} of `;
  return (
    <div class="events">
      <div class="row">
        <label>
          Search events{" "}
          <input
            type="search"
            value={search.value}
            onInput={(event) => (search.value = event.currentTarget.value)}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={isRaw.value}
            onChange={(event) => (isRaw.value = event.currentTarget.checked)}
          />{" "}
          Raw text
        </label>
        <span class="quiet" role="status">
          {count}
          {sayCount(events.length)} events in {sayCount(exchange.raw.length)} packets
        </span>
      </div>
      <VirtualList
        label="Events of the answer"
        rows={found}
        keyOf={({ index }) => String(index)}
        rowHeight={ROW_HEIGHT}
        chosen={chosen}
        followsEnd
        rowClass={(event) =>
          beginsPacket(event, events[event.index - 1]) ? "event begins-packet" : "event"
        }
        show={(event) => (
          <EventRow event={event} isRaw={isRaw.value} before={events[event.index - 1]} />
        )}
      />
      {opened === undefined ? (
        <p class="quiet">
          Choose an event to read it whole. A line above an event begins a packet.
        </p>
      ) : (
        <WholeEvent event={opened} isRaw={isRaw.value} />
      )}
    </div>
  );
}

/** The events so far; a growing answer is read on, not again. */
function useEvents({ id, raw }: Exchange): readonly RawEvent[] {
  const held = useRef({ id, reading: beginReading() });
  if (held.current.id !== id) held.current = { id, reading: beginReading() };
  readOn(held.current.reading, raw);
  const { reading } = held.current;
  return useMemo(() => shownEvents(reading, raw.at(-1)?.at ?? 0), [reading, raw.length]);
}

interface EventRowProps {
  event: RawEvent;
  before: RawEvent | undefined;
  isRaw: boolean;
}

function EventRow({ event, before, isRaw }: EventRowProps): VNode {
  const [packet] = event.packets;
  return (
    <>
      <span class="event-facts">
        <span>{sayMs(event.at)}</span>
        <span>{sayCount(bytesOf(event))} B</span>
        <span>{beginsPacket(event, before) ? `packet ${packet}` : ""}</span>
      </span>
      <code>{isRaw ? escapeLines(event.text) : said(event)}</code>
    </>
  );
}

/** A row is one line, so the ends of lines are shown as what they are. */
const escapeLines = (text: string): string => text.replaceAll("\r", "␍").replaceAll("\n", "␊");

function said(event: RawEvent): string {
  const data = dataOf(event);
  return data === undefined ? event.text.trim() : summariseChunk(data);
}

function WholeEvent({ event, isRaw }: { event: RawEvent; isRaw: boolean }): VNode {
  const { index, at, packets, text } = event;
  const data = dataOf(event);
  const [first, last] = packets;
  const where = first === last ? `packet ${first}` : `packets ${first}–${last}`;
  return (
    <section aria-label="Chosen event">
      <h4>
        Event {index + 1}{" "}
        <small class="quiet">
          {sayMs(at)}, {sayCount(bytesOf(event))} bytes, {where}
        </small>
      </h4>
      <pre>{isRaw || data === undefined ? text : prettyJson(data)}</pre>
    </section>
  );
}
