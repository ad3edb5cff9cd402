import { isDeepStrictEqual } from "node:util";
import { BatchInputError, FireworksBatch, type BatchRun } from "../batch/index.js";
import { chainOf } from "./batch-chain.js";
import type { RunSettings } from "./run-settings.js";
import { finishBatch } from "./finish-batch.js";
import { type FileStamp, readRows, type RowFields, stampOf } from "./input-file.js";
import type { BatchCommand } from "./read-command.js";
import { idOfRow, requestOfRow } from "./row-messages.js";
import { type SavedBatch, readState, writeState } from "./saved-batch.js";
import { viewOfSubmit } from "./status-view.js";
import type { Terminal } from "./terminal.js";
import { CliUsageError } from "./usage-error.js";

/** `batch run`: submits, or goes on with what was submitted, then waits and writes the results. */
export async function runBatch(command: BatchCommand, terminal: Terminal): Promise<number> {
  const stamp = await stampOf(command.file);
  const known = await readState(command.state);
  if (known !== undefined) checkSame(command, known, stamp);
  const batch = new FireworksBatch({ chain: chainOf(command.settings) });
  const run =
    known === undefined
      ? await submit(batch, { command, stamp, terminal })
      : batch.resume(known.handle);
  if (known !== undefined) terminal.progress.say(`Going on with batch ${run.id}.`);
  if (command.wait) return finishBatch({ run, command, stamp, terminal });
  terminal.progress.say(`Batch ${run.id} runs. Ask with: batch status ${command.file}`);
  return 0;
}

interface Submission {
  command: BatchCommand;
  stamp: FileStamp;
  terminal: Terminal;
}

async function submit(
  batch: FireworksBatch<RowFields, unknown>,
  { command, stamp, terminal }: Submission,
): Promise<BatchRun> {
  const { settings, file } = command;
  terminal.progress.say(`Reading and checking ${file}.`);
  const submitting = batch.submit(readRows(file), {
    id: settings.id,
    idOf: (fields) => idOfRow(settings.idColumn, fields),
    requestOf: requestOfRow,
    onBadRow: settings.skipBadRows === true ? "skip" : "refuse",
    signal: terminal.signal,
    onProgress: (submitted) => terminal.progress.show(viewOfSubmit(submitted)),
  });
  const run = await submitting.catch((error: unknown) => {
    throw BatchInputError.isInstance(error) ? badRows(file, error) : error;
  });
  await writeState(command.state, { version: 1, file, stamp, settings, handle: run.handle });
  terminal.progress.say(`Submitted ${run.handle.rows} rows as batch ${run.id}.`);
  return run;
}

const ROWS_NAMED = 20;

/** The bad rows in the command's own words. */
function badRows(file: string, { rows, count }: BatchInputError): Error {
  const named = rows.slice(0, ROWS_NAMED).map(({ index, id, message }) => {
    return `  row ${index}${id === undefined ? "" : ` (${id})`}: ${message}`;
  });
  const more = count > named.length ? [`  and ${count - named.length} more`] : [];
  const what = `${count} rows of ${file} cannot be sent (the first row is row 0):`;
  const hint = "Nothing was sent. Put them right, or leave them out with --skip-bad-rows.";
  return new Error([what, ...named, ...more, hint].join("\n"));
}

/** A state file stands for one content of one file, asked in one way. */
function checkSame(command: BatchCommand, state: SavedBatch, stamp: FileStamp): void {
  const differs = !isDeepStrictEqual(plain(state.settings), plain(command.settings))
    ? "was submitted with other options"
    : !isDeepStrictEqual(state.stamp, stamp)
      ? "has changed since it was submitted"
      : undefined;
  if (differs === undefined) return;
  throw new CliUsageError(
    `${command.file} ${differs} (see ${command.state}). Name another file with --state to run it anew, or ask for the old results with batch results.`,
  );
}

const plain = (settings: RunSettings): unknown => JSON.parse(JSON.stringify(settings));
