import type { BatchItem, BatchRun } from "../batch/index.js";
import { isDeepStrictEqual } from "node:util";
import { type FileStamp, formatOf, readRows, stampOf } from "./input-file.js";
import type { BatchCommand } from "./read-command.js";
import { recordOf, type ResultRecord } from "./result-record.js";
import { csvLines, jsonLines } from "./result-lines.js";
import { viewOf } from "./status-view.js";
import type { Terminal } from "./terminal.js";
import { writeText } from "./write-text.js";

/** A batch whose answers are wanted. */
export interface Finish {
  run: BatchRun;
  command: BatchCommand;
  /** Of the file when it was submitted. */
  stamp: FileStamp;
  terminal: Terminal;
}

/** Waits, writes the results and tells how many rows failed. Gives the exit code. */
export async function finishBatch(finish: Finish): Promise<number> {
  const { run, command, terminal } = finish;
  const { progress, signal } = terminal;
  await run.wait({
    signal,
    maxPollMs: command.pollMs,
    onProgress: (status) => progress.show(viewOf(status)),
  });
  progress.end();
  return writeResults(finish);
}

/** Writes what there is. Gives 1 when rows failed. */
export async function writeResults({ run, command, stamp, terminal }: Finish): Promise<number> {
  const { output, progress, signal } = terminal;
  const { order, out } = command.results;
  const counts = { rows: 0, failed: 0 };
  const records = counted(run.results({ order, signal }), counts);
  const isCsv = (command.results.format ?? formatOf(out ?? command.file)) === "csv";
  const input = isCsv && order === "input" ? await inputOf(command.file, stamp) : undefined;
  if (isCsv && order === "input" && input === undefined)
    progress.say(`${command.file} is not what was submitted: results go without its columns.`);
  const lines = isCsv ? csvLines(records, input) : jsonLines(records);
  await writeText(lines, out ?? output, signal);
  const where = out === undefined ? "" : ` Results are in ${out}.`;
  progress.say(`${counts.rows - counts.failed} rows answered, ${counts.failed} failed.${where}`);
  if (counts.failed > 0)
    progress.say(`Run the failed rows again with: batch retry ${command.file}`);
  return counts.failed > 0 ? 1 : 0;
}

async function* counted(
  items: AsyncIterable<BatchItem<unknown>>,
  counts: { rows: number; failed: number },
): AsyncGenerator<ResultRecord> {
  for await (const item of items) {
    const record = recordOf(item);
    counts.rows += 1;
    if (record.error !== undefined) counts.failed += 1;
    yield record;
  }
}

/** The input's own columns, if it is still what was submitted. */
async function inputOf(file: string, stamp: FileStamp) {
  const now = await stampOf(file).catch(() => undefined);
  return isDeepStrictEqual(now, stamp) ? readRows(file) : undefined;
}
