import type { Warn } from "../errors/warnings.js";
import { BatchRunError } from "./batch-run-error.js";
import type { BatchHandle } from "./batch-handle.js";
import { readCustomId, type RowKey } from "./custom-id.js";
import type { FileLine } from "./file-lines.js";
import type { ResultFile } from "./result-files.js";
import { readResultLine, type RowLine } from "./result-line.js";
import { type SteadyReading, steadyLines } from "./steady-lines.js";

/** One line of a job's files about a row of this batch. */
export interface ResultRow {
  key: RowKey;
  line: RowLine;
  /** As {@link readResultLine} reads it again. */
  text: string;
  /** The job that wrote it. */
  job: string;
}

/** Where odd lines are told, and whose rows there are. */
export interface RowReading extends SteadyReading {
  handle: BatchHandle;
  warn: Warn;
}

/**
 * The rows of a file. Lines of nobody are told and left out.
 *
 * @throws {@link BatchRunError} for a file that is none of a job, such as a page of a proxy
 */
export async function* resultRows(
  { file, of, job }: ResultFile,
  { handle, warn, ...reading }: RowReading,
): AsyncGenerator<ResultRow, void> {
  const odd = (code: string, what: string, { number }: FileLine): void =>
    warn({
      code,
      message: `Line ${number} of ${file.path} ${what}. It is left out, and others like it.`,
      field: file.path,
    });
  let isFirst = true;
  for await (const each of steadyLines(file, reading)) {
    if (isFirst && !looksLikeRows(each.text)) throw notResults(handle.id, file.path, each.text);
    isFirst = false;
    const text = each.isTooLong ? tooLong(each.text) : each.text;
    const line = readResultLine(text);
    const key = line.kind === "unreadable" ? undefined : readCustomId(line.customId);
    if (line.kind === "unreadable") odd("batch_unreadable_line", "is no row of a job", each);
    else if (key === undefined || !isIn(key, of.part))
      odd(
        "batch_unknown_row",
        `is about ${shown(line.customId)}, which is no row of the job`,
        each,
      );
    else yield { key, line, text, job };
  }
}

const isIn = ({ index }: RowKey, part: { firstIndex: number; lastIndex: number }): boolean =>
  part.firstIndex <= index && index <= part.lastIndex;

const looksLikeRows = (text: string): boolean => /^\s*[{["]/.test(text);

/** In place of a line that is not held in memory: whose it is, and that it is too long. */
function tooLong(beginning: string): string {
  const [, customId = '""'] = /"custom_id"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(beginning) ?? [];
  const message = "the line about this row is longer than what is read of one (64 MiB)";
  return `{"custom_id":${customId},"error":${JSON.stringify({ message, code: "line_too_long" })}}`;
}

const SHOWN = 60;

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

function notResults(batch: string, path: string, text: string): BatchRunError {
  return new BatchRunError({
    reason: "not-results",
    batch,
    happened: `${path} does not hold the rows of a job; it begins with ${shown(text.trim())}`,
    hint: "A proxy may have put a page of its own in its place: read the results again.",
    retryable: true,
  });
}
