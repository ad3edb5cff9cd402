import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Below it every worker has a folder that `os.tmpdir()` names. */
    temporaryFolder: string;
  }
}

/** Temporary files of this run alone: tests look for what is left behind, and runs go side by side. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "fireworks-tests-"));
  project.provide("temporaryFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}
