import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** The tarballs that `npm publish` would send, of the packages as built. */
export async function packInto(folder) {
  const workspaces = OURS.map((name) => `--workspace=${name}`);
  await npm(["pack", `--pack-destination=${folder}`, "--silent", ...workspaces], ROOT);
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(".tgz")).map((file) => join(folder, file));
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
  const tarballs = await packInto(folder);
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
