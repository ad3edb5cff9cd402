import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runNpm } from "./run-command.mjs";

export const PACKAGE_NAMES = ["fireworks-client", "langchain-fireworks", "fireworks-local"];

/** Packs the three packages, as built, into a folder, and answers with the path of each tarball. */
export async function packInto(folder) {
  const workspaces = PACKAGE_NAMES.map((name) => `--workspace=${name}`);
  const { code, output } = await runNpm([
    "pack",
    `--pack-destination=${folder}`,
    "--loglevel=error",
    ...workspaces,
  ]);
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  const files = await readdir(folder);
  const tarballOf = (name) => files.find((file) => file.startsWith(`${name}-`)) ?? name;
  return Object.fromEntries(PACKAGE_NAMES.map((name) => [name, join(folder, tarballOf(name))]));
}
