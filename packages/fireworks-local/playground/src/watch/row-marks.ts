import type { JournalRow } from "../../../src/admin/admin-answers.js";
import { isRefused } from "../state/row-outcome.js";

/** What is worth noticing about an exchange; each has a word and a sign, so that no colour is needed. */
export type MarkName =
  | "refused"
  | "error"
  | "fault"
  | "note"
  | "cut-off"
  | "client-left"
  | "open"
  | "playground";

export interface Mark {
  name: MarkName;
  /** Shown in the list. */
  word: string;
  /** Said when pointed at. */
  title: string;
}

/** Marks in the order of their weight. */
export function marksOf(row: JournalRow): Mark[] {
  return MARKS.filter(({ holds }) => holds(row)).map(({ name, word, title }) => ({
    name,
    word,
    title: typeof title === "string" ? title : title(row),
  }));
}

interface MarkRule {
  name: MarkName;
  word: string;
  title: string | ((row: JournalRow) => string);
  holds: (row: JournalRow) => boolean;
}

const MARKS: readonly MarkRule[] = [
  {
    name: "refused",
    word: "refused",
    title: ({ error }) => error ?? "Refused",
    holds: isRefused,
  },
  {
    name: "error",
    word: "error in stream",
    title: ({ error }) => error ?? "",
    holds: ({ status, error }) => error !== undefined && status < 400,
  },
  {
    name: "cut-off",
    word: "cut off",
    title: "The connection or the stream broke off before its end",
    holds: ({ end }) => end === "cut-off",
  },
  {
    name: "fault",
    word: "fault",
    title: ({ fault }) => `Of the fault plan: ${fault?.text ?? ""}`,
    holds: ({ fault }) => fault !== undefined,
  },
  {
    name: "note",
    word: "looks wrong",
    title: ({ notes }) => notes?.map(({ path, message }) => `${path}: ${message}`).join("; ") ?? "",
    holds: ({ notes }) => notes !== undefined,
  },
  {
    name: "client-left",
    word: "client left",
    title: "The client went before the end of the answer",
    holds: ({ end }) => end === "client-left",
  },
  {
    name: "open",
    word: "open",
    title: "The answer is not over yet",
    holds: ({ end }) => end === "open",
  },
  {
    name: "playground",
    word: "playground",
    title: "Sent by this page, not by an application",
    holds: ({ isFromPlayground }) => isFromPlayground,
  },
];
