import type { Warn } from "../../errors/warnings.js";
import { notResults, shown } from "../errors/not-results.js";
import { readCustomId, type RowKey } from "../handle/custom-id.js";
import type { FileLine } from "../files/file-lines.js";
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

/** Where odd lines are told. */
export interface RowReading extends SteadyReading {
  warn: Warn;
}

/**
 * The rows of a file, some at a time. Lines of nobody are told and left out.
 *
 * @throws {@link BatchRunError} for a file that is none of a job, such as a page of a proxy
 */
export async function* resultRows(
  source: ResultFile,
  reading: RowReading,
): AsyncGenerator<ResultRow[], void> {
  let isFirst = true;
  for await (const lines of steadyLines(source.file, reading)) {
    const [first] = lines;
    if (first === undefined) continue;
    if (isFirst && !looksLikeRows(first.text)) {
      const happened = `${source.file.path} does not hold the rows of a job; it begins with ${shown(first.text.trim())}`;
      throw notResults(reading.handle.id, happened);
    }
    isFirst = false;
    yield lines.flatMap((line) => rowOf(line, source, reading) ?? []);
  }
}

function rowOf(
  { text: written, isTooLong, number }: FileLine,
  { file: { path }, of, job }: ResultFile,
  { warn }: RowReading,
): ResultRow | undefined {
  const odd = (code: string, what: string): undefined => {
    const message = `Line ${number} of ${path} ${what}. It is left out, and others like it.`;
    warn({ code, message, field: path });
  };
  const text = isTooLong ? tooLong(written) : written;
  const line = readResultLine(text);
  if (line.kind === "unreadable") return odd("batch_unreadable_line", "is no row of a job");
  const key = readCustomId(line.customId);
  if (key !== undefined && isIn(key, of.part)) return { key, line, text, job };
  return odd("batch_unknown_row", `is about ${shown(line.customId)}, which is no row of the job`);
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
