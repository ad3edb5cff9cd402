import type { EntryPoint } from "../entries/entry-point.js";
import type { RawExchange, RawHeaders } from "../raw/raw-exchange.js";
import { streamedEvents, WHOLE, WORDS } from "./good-answers.js";

const REQUEST_ID = ["x-request-id", "req-of-head"] as const;

export const JSON_HEADERS: RawHeaders = [["content-type", "application/json"], REQUEST_ID];
export const EVENT_HEADERS: RawHeaders = [["content-type", "text/event-stream"], REQUEST_ID];

/** One event as Fireworks frames it. */
export const frame = (data: unknown): string =>
  `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

/** The events of the good streamed answer, framed; `[DONE]` is the last. */
export function frames({ wire }: EntryPoint): string[] {
  if (wire !== "chat" && wire !== "completions") throw new Error(`${wire} has no streams`);
  return [...streamedEvents(wire), "[DONE]"].map(frame);
}

/** The role chunk and the first two words. */
export const OPENING_EVENTS = 3;
export const OPENING_TEXT: string = WORDS.slice(0, 2).join("");

/** The body of the good answer, whole or streamed. */
export const goodBody = (entry: EntryPoint): string =>
  entry.streamed ? frames(entry).join("") : JSON.stringify(WHOLE[entry.wire]);

export const goodHeaders = ({ streamed }: EntryPoint): RawHeaders =>
  streamed ? EVENT_HEADERS : JSON_HEADERS;

/** The good answer, as Fireworks would give it. */
export function answerWell(exchange: RawExchange, entry: EntryPoint): void {
  if (!entry.streamed) {
    exchange.answer({ status: 200, headers: JSON_HEADERS, body: goodBody(entry) });
    return;
  }
  exchange.begin(200, EVENT_HEADERS);
  for (const event of frames(entry)) exchange.chunk(event);
  exchange.end();
}

/** Begins the good stream and stops after the first words. */
export function beginStream(exchange: RawExchange, entry: EntryPoint): void {
  exchange.begin(200, EVENT_HEADERS);
  for (const event of frames(entry).slice(0, OPENING_EVENTS)) exchange.chunk(event);
}
