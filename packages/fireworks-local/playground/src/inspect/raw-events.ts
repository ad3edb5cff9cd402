import type { RawPiece } from "../state/exchange.js";

/** One server-sent event exactly as it came. What follows from its text is worked out of the few that are shown. */
export interface RawEvent {
  index: number;
  /** When its last byte came, in milliseconds since the request. */
  at: number;
  /** The packet that its first byte came in, and the one its last byte came in; counted from 1. */
  packets: readonly [first: number, last: number];
  text: string;
  /** Whether its blank line has come; not so of a cut stream's last, and of a body that is no stream. */
  isWhole: boolean;
}

/** Where reading stands, so that a growing body is read on and not again. */
export interface RawReading {
  events: RawEvent[];
  /** How many pieces were read. */
  read: number;
  /** What came of an event that is not whole yet. */
  open: { text: string; firstPacket: number } | undefined;
}

export const beginReading = (): RawReading => ({ events: [], read: 0, open: undefined });

/** Reads the pieces that are new, in place: events end at blank lines, wherever the packets end. */
export function readOn(reading: RawReading, pieces: readonly RawPiece[]): void {
  for (; reading.read < pieces.length; reading.read++) {
    const piece = pieces[reading.read];
    if (piece !== undefined) addPiece(reading, piece, reading.read + 1);
  }
}

/** A blank line, by any of the three line ends of the standard. */
const EVENT_END = /\r\n\r\n|\n\n|\r\r/g;

function addPiece(reading: RawReading, { at, text }: RawPiece, packet: number): void {
  const { open } = reading;
  const whole = (open?.text ?? "") + text;
  // The end may lie across two packets, but never further back than its own length.
  EVENT_END.lastIndex = Math.max(0, (open?.text.length ?? 0) - 3);
  let start = 0;
  let firstPacket = open?.firstPacket ?? packet;
  for (let end = EVENT_END.exec(whole); end !== null; end = EVENT_END.exec(whole)) {
    const stop = end.index + end[0].length;
    reading.events.push({
      index: reading.events.length,
      at,
      packets: [firstPacket, packet],
      text: whole.slice(start, stop),
      isWhole: true,
    });
    start = stop;
    firstPacket = packet;
  }
  const rest = whole.slice(start);
  reading.open = rest === "" ? undefined : { text: rest, firstPacket };
}

/** The `data` lines put together; undefined where there are none, or more of them may come. */
export function dataOf({ text, isWhole }: RawEvent): string | undefined {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.startsWith("data:"));
  if (!isWhole || lines.length === 0) return undefined;
  return lines.map((line) => line.slice("data:".length).replace(/^ /, "")).join("\n");
}

/** Of the text in UTF-8, with its blank line. */
export const bytesOf = ({ text }: RawEvent): number => ENCODER.encode(text).length;

const ENCODER = new TextEncoder();

/** All there is to show: the events, and what came after the last of them. */
export function shownEvents({ events, open, read }: RawReading, lastAt: number): RawEvent[] {
  if (open === undefined) return events;
  const { text, firstPacket } = open;
  const rest: RawEvent = {
    index: events.length,
    at: lastAt,
    packets: [firstPacket, read],
    text,
    isWhole: false,
  };
  return [...events, rest];
}

/** Those that hold a text, whatever its case. */
export function eventsWith(events: readonly RawEvent[], text: string): readonly RawEvent[] {
  const wanted = text.toLowerCase();
  return wanted === ""
    ? events
    : events.filter((event) => event.text.toLowerCase().includes(wanted));
}

/** Whether an event begins in another packet than the one before ended in. */
export const beginsPacket = (event: RawEvent, before: RawEvent | undefined): boolean =>
  before === undefined || before.packets[1] !== event.packets[0];
