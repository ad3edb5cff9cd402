import { type BatchRun, FireworksBatch } from "../batch/index.js";
import { chainOf } from "./batch-chain.js";
import type { BatchCommand } from "./read-command.js";
import { type SavedBatch, readState } from "./saved-batch.js";
import { CliUsageError } from "./usage-error.js";

/** A batch that was submitted before. */
export interface KnownBatch {
  state: SavedBatch;
  run: BatchRun;
}

/** @throws CliUsageError when nothing is remembered of the file */
export async function knownBatch(command: BatchCommand): Promise<KnownBatch> {
  const state = await readState(command.state);
  if (state === undefined)
    throw new CliUsageError(
      `Nothing is known of ${command.file}: there is no ${command.state}. Start with batch run, or name the file with --state.`,
    );
  const batch = new FireworksBatch({ chain: chainOf(state.settings) });
  return { state, run: batch.resume(state.handle) };
}
