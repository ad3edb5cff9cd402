import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packInto } from "../../scripts/pack-packages.mjs";
import { ROOT, runNpm } from "../../scripts/run-command.mjs";

const OURS = ["fireworks-client", "langchain-fireworks"];

/** A folder that goes away when the work is done. */
export async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), "fireworks-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The tarballs of the packages that an app installs, as built. */
export async function packOurs(folder) {
  const tarballs = await packInto(folder);
  return OURS.map((name) => tarballs[name]);
}

/** Installs packages as a user would, without the optional ones and peers that nobody named. */
export async function installInto(folder, packages) {
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  await npm(["install", ...quiet, "--legacy-peer-deps", "--loglevel=error", ...packages], folder);
}

/** `name@version` as a package.json of ours has it. */
export async function pinned(names, packageJson = `${ROOT}/package.json`) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(await readFile(packageJson));
  const versions = { ...devDependencies, ...dependencies };
  return names.map((name) => `${name}@${versions[name]}`);
}

/** Our tarballs installed beside copies of our contestants, which find them there. */
export async function layOutPacked(folder) {
  const tarballs = await packOurs(folder);
  const others = ["@langchain/core", "@langchain/openai", "langchain", "undici", "zod"];
  await installInto(folder, [...tarballs, ...(await pinned(others))]);
  await cp(new URL("contestants", import.meta.url), join(folder, "contestants"), {
    recursive: true,
  });
}

async function npm(args, cwd) {
  const { code, output } = await runNpm(args, { cwd });
  if (code !== 0) throw new Error(`npm ${args[0]} failed:\n${output}`);
}
