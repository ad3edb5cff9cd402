import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new folder, gone after the test. */
export async function tapeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "fireworks-tapes-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** The files of a folder and what they hold, by name. */
export async function tapesIn(dir: string): Promise<Record<string, string>> {
  const names = await readdir(dir, { recursive: true });
  const files: [string, string][] = [];
  for (const name of names.toSorted())
    if ((await stat(join(dir, name))).isFile())
      files.push([name, await readFile(join(dir, name), "utf8")]);
  return Object.fromEntries(files);
}

/** What one read of a body gave, for each read. */
export async function readsOf(response: Response): Promise<string[]> {
  const reads: string[] = [];
  const reader = response.body?.getReader();
  for (let step = await reader?.read(); step?.done === false; step = await reader?.read())
    reads.push(Buffer.from(step.value).toString("latin1"));
  return reads;
}
