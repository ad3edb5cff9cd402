import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Every file in a folder and the folders in it. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * A hash of names and contents, so that an unchanged one means that what was made of them is unchanged.
 *
 * @param {string[]} files
 * @param {string[]} [others] Hashes this one depends on.
 */
export async function hashFiles(files, others = []) {
  const hash = createHash("sha256");
  for (const other of others) hash.update(other);
  for (const file of files.toSorted()) hash.update(file).update(await readFile(file));
  return hash.digest("hex");
}
