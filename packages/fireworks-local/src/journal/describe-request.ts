import { usageIn } from "./answer-facts.js";
import { notesOn } from "./conversation-notes.js";
import type { JournalEntry } from "./journal-entry.js";
import type { JournalRow } from "./journal-row.js";
import type { RecordedRequest } from "./recorded-request.js";
import { isStreamed, modelOf, userOf } from "./request-view.js";
import { shorten } from "./show-value.js";

const LONGEST_TEXT = 160;

/** The row of a request as it is now. */
export function rowOf(request: RecordedRequest): JournalRow {
  const { answer, status, issues, fault, isFromPlayground } = request;
  const { seq, id, scope, at, method, path } = request;
  const { startedAt, firstByteAt, firstTokenAt, endedAt, end, bytes, isOver } = answer;
  const model = modelOf(request);
  const user = userOf(request);
  const hasUsage = isOver && status < 400;
  return {
    seq,
    id,
    scope,
    at,
    method,
    path,
    model: typeof model === "string" ? model : undefined,
    stream: isStreamed(request),
    said: user === "" ? undefined : shorten(user, LONGEST_TEXT),
    status,
    startedAt,
    firstByteAt,
    firstTokenAt,
    endedAt,
    end,
    bytes,
    // The whole text is gone through for both: once, and not while it grows.
    usage: hasUsage ? usageIn(answer.raw, answer.isStream) : undefined,
    error: isOver ? answer.error : undefined,
    issues,
    notes: isOver && path.endsWith("/chat/completions") ? foundNotes(request.body) : undefined,
    fault,
    isFromPlayground,
  };
}

function foundNotes(body: unknown): JournalRow["notes"] {
  const notes = notesOn(body);
  return notes.length === 0 ? undefined : notes;
}

/** Rows are asked for again and again, and what is over does not change any more. */
export class RowCache {
  readonly #rows = new WeakMap<RecordedRequest, JournalRow>();

  rowOf(request: RecordedRequest): JournalRow {
    const known = this.#rows.get(request);
    if (known !== undefined) return known;
    const row = rowOf(request);
    if (request.answer.isOver) this.#rows.set(request, row);
    return row;
  }
}

/** All that is known of a request. */
export function entryOf(request: RecordedRequest): JournalEntry {
  const { query, headers, body, answer } = request;
  return {
    row: rowOf(request),
    request: { query, headers, body },
    answer: {
      headers: answer.headers,
      pieces: answer.pieces,
      omittedBytes: answer.omittedBytes,
    },
  };
}
