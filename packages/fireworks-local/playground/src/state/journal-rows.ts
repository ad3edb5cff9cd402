import type { JournalLine, JournalRow } from "../../../src/admin/admin-answers.js";
import type { FeedNews } from "../server/follow-journal.js";

/** Rows by their number, the oldest first. Neither they nor the list are changed in place. */
export type Rows = readonly JournalRow[];

/** The rows after some news. One copy for all of it: hundreds of lines may come between two pictures. */
export function withNews(rows: Rows, news: readonly FeedNews[]): Rows {
  let next = rows;
  for (const one of news) next = one.kind === "rows" ? one.answer.rows : withLines(next, one.lines);
  return next;
}

function withLines(rows: Rows, lines: readonly JournalLine[]): Rows {
  const next = [...rows];
  const gone = new Set<number>();
  let held: Set<number> | undefined;
  for (const line of lines) {
    if (line.kind === "row") put(next, line.row);
    else if (line.kind === "gone") for (const seq of line.seqs) gone.add(seq);
    else if (line.kind === "begin" && line.held !== undefined) held = new Set(line.held);
  }
  if (gone.size === 0 && held === undefined) return next;
  // What is not in `held` was forgotten before; what came after it is newer.
  const last = rows.at(-1)?.seq ?? 0;
  return next.filter(
    ({ seq }) => !gone.has(seq) && (held === undefined || seq > last || held.has(seq)),
  );
}

function put(rows: JournalRow[], row: JournalRow): void {
  const at = placeOf(rows, row.seq);
  if (rows[at]?.seq === row.seq) rows[at] = row;
  else rows.splice(at, 0, row);
}

/** Where a number is or belongs. New ones belong at the end, which is looked at first. */
export function placeOf(rows: Rows, seq: number): number {
  if ((rows.at(-1)?.seq ?? 0) < seq) return rows.length;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function findRow(rows: Rows, seq: number): JournalRow | undefined {
  const row = rows[placeOf(rows, seq)];
  return row?.seq === seq ? row : undefined;
}
