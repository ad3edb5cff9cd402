import type { JournalRow } from "../../../src/admin/admin-answers.js";
import { isChangedByFault, isRefused } from "./row-outcome.js";

/** What the list shows of all that arrived. */
export interface RowFilter {
  /** Words that must all be found; in quotes a phrase; `4xx` any status from 400 to 499. */
  text: string;
  /** A row must be one of the chosen kinds; none chosen: any. */
  kinds: ReadonlySet<RowKind>;
  /** Leaves out what this page sent. */
  onlyApplication: boolean;
  /** Undefined: all. The shared scope has the empty name. */
  scope: string | undefined;
}

export type RowKind = "refused" | "note" | "fault" | "cut" | "slow";

export const EVERYTHING: RowFilter = {
  text: "",
  kinds: new Set(),
  onlyApplication: false,
  scope: undefined,
};

/** An answer is slow when its first word takes this long, or all of it ten times as long. */
const SLOW_FIRST_MS = 2_000;
const SLOW_WHOLE_MS = 20_000;

export const ROW_KINDS: Readonly<
  Record<RowKind, { title: string; holds: (row: JournalRow) => boolean }>
> = {
  refused: { title: "Refused", holds: isRefused },
  note: { title: "Looks wrong", holds: ({ notes }) => notes !== undefined },
  fault: { title: "Faults applied", holds: ({ fault }) => fault !== undefined },
  cut: {
    title: "Broken off",
    holds: (row) =>
      row.end === "cut-off" ||
      row.end === "client-left" ||
      (row.error !== undefined && row.status < 400 && !isChangedByFault(row)),
  },
  slow: { title: "Slow", holds: isSlow },
};

function isSlow({ at, firstTokenAt, firstByteAt, endedAt }: JournalRow): boolean {
  const first = (firstTokenAt ?? firstByteAt ?? at) - at;
  return first >= SLOW_FIRST_MS || (endedAt ?? at) - at >= SLOW_WHOLE_MS;
}

/** The rows that are asked for, the newest first; `rows` are oldest first. */
export function searchRows(rows: readonly JournalRow[], filter: RowFilter): JournalRow[] {
  const tests = testsOf(filter);
  const found: JournalRow[] = [];
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row !== undefined && tests.every((test) => test(row))) found.push(row);
  }
  return found;
}

type RowTest = (row: JournalRow) => boolean;

function testsOf({ text, kinds, onlyApplication, scope }: RowFilter): RowTest[] {
  const tests: RowTest[] = [];
  if (onlyApplication) tests.push(({ isFromPlayground }) => !isFromPlayground);
  if (scope !== undefined) tests.push((row) => row.scope === scope);
  if (kinds.size > 0) tests.push((row) => [...kinds].some((kind) => ROW_KINDS[kind].holds(row)));
  return [...tests, ...termsOf(text).map(termTest)];
}

/** The words and quoted phrases of a search. A quote that is not closed yet counts to the end. */
export function termsOf(text: string): string[] {
  return [...text.toLowerCase().matchAll(/"([^"]*)"?|(\S+)/g)]
    .map(([, phrase, word]) => phrase ?? word ?? "")
    .filter((term) => term !== "");
}

function termTest(term: string): RowTest {
  if (/^[1-5]xx$/.test(term)) return ({ status }) => String(status).startsWith(term[0] ?? "");
  return (row) => searchTextOf(row).includes(term) || isIdOf(row, term);
}

/** Ids are hexadecimal digits: a short number would be found in nearly all of them. */
const SHORTEST_ID = 8;

const isIdOf = ({ id }: JournalRow, term: string): boolean =>
  id.toLowerCase() === term || (term.length >= SHORTEST_ID && id.toLowerCase().includes(term));

/** Rows are never changed, only replaced: their text is put together once. */
const texts = new WeakMap<JournalRow, string>();

function searchTextOf(row: JournalRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { scope, method, path, model, said, status, error, fault, issues, notes, end } = row;
  const text = [
    [scope, method, path, model, said, status, error, fault?.text, end],
    ...[issues ?? [], notes ?? []].flat().map((issue) => [issue.path, issue.message]),
  ]
    .flat()
    .filter((part) => part !== undefined && part !== "")
    .join("\n")
    .toLowerCase();
  texts.set(row, text);
  return text;
}
