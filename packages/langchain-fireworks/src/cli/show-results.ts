import { writeResults } from "./finish-batch.js";
import { knownBatch } from "./known-batch.js";
import type { BatchCommand } from "./read-command.js";
import type { Terminal } from "./terminal.js";

/** `batch results`: what has been answered, and what failed. */
export async function showResults(command: BatchCommand, terminal: Terminal): Promise<number> {
  const { run, state } = await knownBatch(command);
  return writeResults({ run, command, stamp: state.stamp, terminal });
}
