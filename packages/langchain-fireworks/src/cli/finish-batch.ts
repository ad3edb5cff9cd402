import type { BatchItem, BatchRun } from "../batch/index.js";
import { formatOf, readRows, stampOf } from "./input-file.js";
import type { BatchCommand } from "./read-command.js";
import { recordOf, type ResultRecord } from "./result-record.js";
import { csvLines, jsonLines } from "./result-lines.js";
import { viewOf } from "./status-view.js";
import type { Terminal } from "./terminal.js";
import { writeText } from "./write-text.js";

/** Waits, writes the results and tells how many rows failed. Gives the exit code. */
export async function finishBatch(
  run: BatchRun,
  command: BatchCommand,
  terminal: Terminal,
): Promise<number> {
  const { progress, signal } = terminal;
  await run.wait({
    signal,
    maxPollMs: command.pollMs,
    onProgress: (status) => progress.show(viewOf(status)),
  });
  progress.end();
  return writeResults(run, command, terminal);
}

/** Writes what there is. Gives 1 when rows failed. */
export async function writeResults(
  run: BatchRun,
  command: BatchCommand,
  { output, progress, signal }: Terminal,
): Promise<number> {
  const { order, out } = command.results;
  const counts = { rows: 0, failed: 0 };
  const records = counted(run.results({ order, signal }), counts);
  const isCsv = (command.results.format ?? formatOf(out ?? command.file)) === "csv";
  const lines = isCsv ? csvLines(records, await inputOf(command)) : jsonLines(records);
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

/** The input's own columns, where results come in its order and it is still there. */
async function inputOf({ file, results }: BatchCommand) {
  if (results.order !== "input") return undefined;
  const isThere = await stampOf(file).then(
    () => true,
    () => false,
  );
  return isThere ? readRows(file) : undefined;
}
