import type { AppliedFault } from "../faults/applied-fault.js";
import type { RequestIssue } from "../requests/request-issue.js";
import type { AnswerEnd } from "./recorded-answer.js";

/** One exchange in few words, as a list shows it. Times are milliseconds since 1970. */
export interface JournalRow {
  /** Its number, in the order of arrival over all scopes; never given twice while the server runs. */
  seq: number;
  /** `x-request-id`. */
  id: string;
  /** Empty for the shared one. */
  scope: string;
  /** When it arrived. */
  at: number;
  method: string;
  path: string;
  /** As the request names it. */
  model?: string;
  /** Whether the request asks for a stream. */
  stream: boolean;
  /** The beginning of what the user said last, of the prompt or of the input. */
  said?: string;
  /** 0 until the answer starts, and when the connection was dropped instead. */
  status: number;
  /** When the headers were ready. */
  startedAt?: number;
  /** When the first byte of the body was ready. */
  firstByteAt?: number;
  /** When the first piece of a stream that says something was ready: text, reasoning or a tool call. */
  firstTokenAt?: number;
  /** When the last byte was taken, or the client left. */
  endedAt?: number;
  end: AnswerEnd;
  /** Of the answer's body so far. */
  bytes: number;
  usage?: RowUsage;
  /** The words of a refusal, or of an error inside the stream. */
  error?: string;
  /** What was wrong with a request that this server refused, field by field. */
  issues?: readonly RequestIssue[];
  /** Mistakes in a chat that nothing refuses, as results of tools that belong to no call; none: undefined. */
  notes?: readonly RequestIssue[];
  fault?: AppliedFault;
  /** Whether the playground sent it. */
  isFromPlayground: boolean;
}

/** Tokens, as the answer counts them. */
export interface RowUsage {
  prompt: number;
  completion: number;
  /** Of the prompt. */
  cached?: number;
  /** Of the completion. */
  reasoning?: number;
}

/** `GET /_local/journal/rows`. */
export interface JournalRows {
  /** Which run of the server counts: another one begins again at 1. */
  run: string;
  /** Hand it to `/_local/journal/live?after=` to get what changed since. */
  revision: number;
  /** Oldest first. */
  rows: JournalRow[];
}

/** One line of `GET /_local/journal/live`. */
export type JournalLine =
  /** The first one. With `held`, what is not in it was forgotten meanwhile. */
  | { kind: "begin"; run: string; revision: number; held?: number[] }
  /** New, or changed: it stands in place of the row of the same `seq`. */
  | { kind: "row"; row: JournalRow }
  /** Forgotten or cleared. */
  | { kind: "gone"; seqs: number[] }
  /** All that had changed until then was told. Also sent from time to time when nothing happens. */
  | { kind: "told"; revision: number };
