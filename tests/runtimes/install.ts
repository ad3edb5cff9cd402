import { copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPackages } from "../../scripts/build.mjs";
import { packInto } from "../../scripts/pack-packages.mjs";
import { ROOT, runNpm } from "../../scripts/run-command.mjs";

/** This folder, which holds the runtimes' package.json. */
export const FOLDER: string = fileURLToPath(new URL(".", import.meta.url));
const STAMP = join(FOLDER, "node_modules/.installed-from");

/** Installs the runtimes exactly as locked, unless they are there. No script of a package runs. */
export async function installRuntimes(print: (line: string) => void): Promise<void> {
  const lock = await readFile(join(FOLDER, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if ((await readFile(STAMP, "utf8").catch(() => "")) === wanted) return;
  print("Installing the runtimes, about 870 MB on disk …");
  await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], FOLDER);
  await writeFile(STAMP, wanted);
}

/** Packs the packages and installs the tarballs as a user would, with core and zod beside them. */
export async function installPackages(
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  print("Building and packing the packages …");
  const { ok, output } = await buildPackages({ print: () => {} });
  if (!ok) throw new Error(`The packages do not build:\n${output}`);
  const tarballs = await packInto(folder);
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const beside = ["@langchain/core", "zod"].map((name) => `${name}@${devDependencies[name]}`);
  print("Installing the tarballs …");
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const files = Object.values(tarballs).map((tarball) => `file:${tarball}`);
  await npm(
    [
      "install",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      ...files,
      ...beside,
    ],
    folder,
  );
  await copyPrograms(folder);
}

async function copyPrograms(folder: string): Promise<void> {
  const programs = join(FOLDER, "programs");
  for (const name of await readdir(programs))
    await copyFile(join(programs, name), join(folder, name));
}

async function npm(args: string[], cwd: string): Promise<void> {
  await mkdir(cwd, { recursive: true });
  const { code, output } = await runNpm(args, { cwd });
  if (code !== 0) throw new Error(`npm ${args[0]} failed:\n${output}`);
}

/** A program that the runtimes' packages brought. Throws when it is not there. */
export async function installedProgram(path: string): Promise<string> {
  const file = join(FOLDER, "node_modules", path);
  await stat(file);
  return file;
}
