import type { JournalEntry, JournalRow, RequestIssue } from "../../../src/admin/admin-answers.js";
import type { ReadAnswer } from "./read-answer.js";
import { isRefused } from "../state/row-outcome.js";
import { durationOf, shownTime } from "./timing.js";

/** One thing a person should know about an exchange, in the order of its weight. */
export interface Finding {
  /** What colour and sign it has. */
  kind: "refused" | "broken" | "fault" | "note";
  title: string;
  /** What it means and what to do; empty when the title says it. */
  text: string;
  /** Each field that is meant, with what is wrong there. */
  issues: readonly RequestIssue[];
}

/** Why an exchange went as it did. Empty when there is nothing to say. */
export function explain(entry: JournalEntry, answer: ReadAnswer): Finding[] {
  const { row } = entry;
  return [
    ...refusal(row),
    ...appliedFault(row),
    ...errorInStream(row),
    ...brokenOff(row, answer),
    ...lastWord(answer),
    ...conversation(entry),
  ];
}

function refusal(row: JournalRow): Finding[] {
  if (!isRefused(row)) return [];
  const issues = row.issues ?? [{ path: "", message: row.error ?? "No words were sent with it" }];
  return [
    {
      kind: "refused",
      title: `Refused with status ${row.status}`,
      text: issues.length > 1 ? `${issues.length} fields are wrong; all are listed.` : "",
      issues,
    },
  ];
}

function appliedFault({ fault, status, error }: JournalRow): Finding[] {
  if (fault === undefined) return [];
  const rule = fault.rule === undefined ? "A function of the server" : `Rule ${fault.rule + 1}`;
  const said = status >= 400 && error !== undefined ? ` Its words: “${error}”.` : "";
  return [
    {
      kind: "fault",
      title: `A fault of the plan was applied: ${fault.text}`,
      text: `${rule} chose this request. The application did nothing to cause it; how it goes on is its part.${said}`,
      issues: [],
    },
  ];
}

function errorInStream({ status, error }: JournalRow): Finding[] {
  if (status >= 400 || error === undefined) return [];
  return [
    {
      kind: "broken",
      title: "An error came inside the stream",
      text: `The status was ${status}, and then the stream said: “${error}”. A client that looks at the status alone takes the text before it for the answer.`,
      issues: [],
    },
  ];
}

function brokenOff(row: JournalRow, answer: ReadAnswer): Finding[] {
  if (row.end === "client-left")
    return [
      {
        kind: "broken",
        title: `The application left after ${shownTime(durationOf(row, row.at))}`,
        text: "It closed the connection before the end: a timeout of its own, a stop button, or a loop that was left early.",
        issues: [],
      },
    ];
  if (row.end !== "cut-off") return [];
  return [
    {
      kind: "broken",
      title: "The answer was cut off before its end",
      text:
        answer.events === undefined
          ? "The connection broke before the whole body was sent: what arrived is no valid answer."
          : `${answer.events.length} events came, then nothing: ${missingEnd(answer)}. A client that does not look for them takes half an answer for the whole.`,
      issues: [],
    },
  ];
}

function missingEnd({ choices, events }: ReadAnswer): string {
  const missing = [
    choices.some(({ finishReason }) => finishReason !== undefined) ? "" : "no finish_reason",
    events?.includes("[DONE]") === true ? "" : "no data: [DONE]",
  ].filter((text) => text !== "");
  return missing.length === 0 ? "the connection was dropped" : missing.join(" and ");
}

function lastWord({ choices }: ReadAnswer): Finding[] {
  if (!choices.some(({ finishReason }) => finishReason === "length")) return [];
  return [
    {
      kind: "note",
      title: "The answer ended because it reached its length",
      text: "finish_reason is length: raise max_tokens, or treat the text as unfinished.",
      issues: [],
    },
  ];
}

function conversation({ row: { notes } }: JournalEntry): Finding[] {
  if (notes === undefined) return [];
  return [
    {
      kind: "note",
      title: "Nothing refuses this, but it looks like a mistake in the conversation",
      text: "",
      issues: notes,
    },
  ];
}
