import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { CliUsageError } from "./usage-error.js";

/**
 * Whether a file can be made there: better known before rows are paid than when answers are to be written.
 *
 * @throws CliUsageError naming the place
 */
export async function checkWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true)
    throw new CliUsageError(`${path} cannot be written: it is a folder.`);
  try {
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw new CliUsageError(`${path} cannot be written: ${(error as Error).message}.`);
  }
}
