import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildPackages } from "../../scripts/build.mjs";
import { PACKAGE_NAMES, packInto } from "../../scripts/pack-packages.mjs";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Package name → path of its tarball. */
    tarballs: Record<string, string>;
    /** A folder whose `node_modules` holds what a user of the tarballs would have installed. */
    consumerFolder: string;
  }
}

/** Builds and packs the three packages once for all test files, and unpacks them as a user's npm would. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ok, output } = await buildPackages({ print: () => {} });
  if (!ok) throw new Error(`The packages do not build:\n${output}`);
  const folder = await mkdtemp(join(tmpdir(), "fireworks-packed-"));
  const tarballs = await packInto(folder);
  const consumerFolder = join(folder, "consumer");
  await layOutNodeModules(join(consumerFolder, "node_modules"), tarballs);
  project.provide("tarballs", tarballs);
  project.provide("consumerFolder", consumerFolder);
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Tests must not ask a registry, so the tarballs are unpacked and every other package is a link to
 * the workspace's copy. `langchain` is copied: a link would resolve `@langchain/fireworks` from the
 * workspace, where the alias a user installs does not exist.
 */
async function layOutNodeModules(target: string, tarballs: Record<string, string>): Promise<void> {
  const source = join(ROOT, "node_modules");
  await mkdir(join(target, "@langchain"), { recursive: true });
  const ownNames = new Set<string>([...PACKAGE_NAMES, "@langchain", "langchain"]);
  for (const name of await readdir(source)) {
    if (!name.startsWith(".") && !ownNames.has(name)) await link(source, target, name);
  }
  for (const name of await readdir(join(source, "@langchain"))) {
    await link(source, target, `@langchain/${name}`);
  }
  await cp(join(source, "langchain"), join(target, "langchain"), { recursive: true });
  for (const [name, tarball] of Object.entries(tarballs)) await unpack(tarball, join(target, name));
  await unpack(tarballs["langchain-fireworks"] ?? "", join(target, "@langchain/fireworks"));
}

const link = (source: string, target: string, name: string) =>
  symlink(join(source, name), join(target, name), "junction");

async function unpack(tarball: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { code, output } = await runCommand("tar", [
    "-xzf",
    tarball,
    "-C",
    folder,
    "--strip-components=1",
  ]);
  if (code !== 0) throw new Error(`${tarball} cannot be unpacked:\n${output}`);
}
