import { finishBatch } from "./finish-batch.js";
import { knownBatch } from "./known-batch.js";
import type { BatchCommand } from "./read-command.js";
import { writeState } from "./saved-batch.js";
import type { Terminal } from "./terminal.js";

/** `batch retry`: the failed rows once more; results are then those of all attempts. */
export async function retryBatch(command: BatchCommand, terminal: Terminal): Promise<number> {
  const { state, run } = await knownBatch(command);
  terminal.progress.say(`Looking for failed rows of batch ${run.id}.`);
  const again = await run.retryFailed({ signal: terminal.signal });
  await writeState(command.state, { ...state, handle: again.handle });
  if (command.wait) return finishBatch({ run: again, command, stamp: state.stamp, terminal });
  terminal.progress.say(`Failed rows run again. Ask with: batch status ${command.file}`);
  return 0;
}
