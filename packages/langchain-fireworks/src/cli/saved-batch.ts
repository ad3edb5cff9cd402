import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { BatchHandle } from "../batch/index.js";
import { parseHandle } from "../batch/handle/parse-handle.js";
import type { RunSettings } from "./run-settings.js";
import type { FileStamp } from "./input-file.js";
import { CliUsageError } from "./usage-error.js";
import { writeText } from "./write-text.js";

/** A batch as the command remembers it between two runs. Holds no key. */
export interface SavedBatch {
  version: 1;
  /** The file with the rows, absolute. */
  file: string;
  stamp: FileStamp;
  settings: RunSettings;
  handle: BatchHandle;
}

/** Undefined when nothing was remembered. @throws CliUsageError for a file that is none of ours */
export async function readState(path: string): Promise<SavedBatch | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CliUsageError(`${path} cannot be read: ${error.message}`);
  });
  if (text === undefined) return undefined;
  try {
    const state = JSON.parse(text) as SavedBatch;
    return { ...state, handle: parseHandle(state.handle) };
  } catch (error) {
    throw new CliUsageError(
      `${path} is no state file of this command: ${(error as Error).message} Move it away or name another with --state.`,
    );
  }
}

export async function writeState(path: string, state: SavedBatch): Promise<void> {
  const absolute = { ...state, file: resolve(state.file) };
  await writeText([`${JSON.stringify(absolute, null, 2)}\n`], path);
}
