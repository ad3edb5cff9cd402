import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { BatchHandle } from "../batch/index.js";
import { parseHandle } from "../batch/handle/parse-handle.js";
import type { BatchSettings } from "./batch-settings.js";
import type { FileStamp } from "./input-file.js";
import { CliUsageError } from "./usage-error.js";

/** A batch as the command remembers it between two runs. Holds no key. */
export interface BatchState {
  version: 1;
  /** The file with the rows, absolute. */
  file: string;
  stamp: FileStamp;
  settings: BatchSettings;
  handle: BatchHandle;
}

/** Undefined when nothing was remembered. @throws CliUsageError for a file that is none of ours */
export async function readState(path: string): Promise<BatchState | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CliUsageError(`${path} cannot be read: ${error.message}`);
  });
  if (text === undefined) return undefined;
  try {
    const state = JSON.parse(text) as BatchState;
    return { ...state, handle: parseHandle(state.handle) };
  } catch (error) {
    throw new CliUsageError(
      `${path} is no state file of this command: ${(error as Error).message} Move it away or name another with --state.`,
    );
  }
}

/** Whole or not at all: a process killed while it writes leaves the old file. */
export async function writeState(path: string, state: BatchState): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  await writeFile(draft, `${JSON.stringify({ ...state, file: resolve(state.file) }, null, 2)}\n`);
  await rename(draft, path);
}
