import type { TimedPiece } from "./answer-facts.js";
import type { JournalRow } from "./journal-row.js";

/** `GET /_local/journal/entries/SEQ`: one exchange, whole. Keys, tokens and cookies are redacted. */
export interface JournalEntry {
  row: JournalRow;
  request: {
    /** Parameters of the URL. */
    query: Record<string, string>;
    headers: Record<string, string>;
    /** The parsed JSON; left out when there was none. */
    body?: unknown;
  };
  answer: {
    headers: Record<string, string>;
    /** The body as text, in the pieces in which it was sent. */
    pieces: TimedPiece[];
    /** Bytes that were sent and not kept. */
    omittedBytes: number;
  };
}
