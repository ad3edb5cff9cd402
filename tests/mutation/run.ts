/**
 * Changes the code in one place at a time and looks whether a test notices:
 *
 *     npm run mutation                               # every part, one after the other
 *     npm run mutation -- stream-events http-rules   # these
 *     npm run mutation -- --static stream-sums       # and what runs once, when a file is loaded: slow
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ROOT, runCommand, runNpm } from "../../scripts/run-command.mjs";
import { MUTATED_PARTS } from "./parts.js";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const STAMP = `${FOLDER}node_modules/.installed-from`;
const STRYKER = `${FOLDER}node_modules/@stryker-mutator/core/bin/stryker.js`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { static: { type: "boolean" }, workers: { type: "string" } },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const unknown = positionals.filter((name) => !Object.hasOwn(MUTATED_PARTS, name));
  if (unknown.length > 0) {
    const known = Object.keys(MUTATED_PARTS).join(", ");
    console.error(`There is no part ${unknown.join(", ")}; there are ${known}.`);
    return 2;
  }
  await installStryker();
  let worst = 0;
  for (const name of positionals.length > 0 ? positionals : Object.keys(MUTATED_PARTS)) {
    console.log(`\n${name}`);
    worst = Math.max(worst, await mutate(name));
  }
  return worst;
}

async function mutate(name: string): Promise<number> {
  const env = {
    MUTATED_PART: name,
    MUTATED_FILES: MUTATED_PARTS[name]?.sources.join(",") ?? "",
    MUTATED_STATICS: values.static ? "yes" : "no",
    MUTATION_WORKERS: values.workers ?? "1",
  };
  const args = [STRYKER, "run", "tests/mutation/stryker.config.mjs"];
  return (await runCommand(process.execPath, args, { cwd: ROOT, env, show: true })).code;
}

/** Installs Stryker exactly as locked, unless it is there. No script of a package runs. */
async function installStryker(): Promise<void> {
  const lock = await readFile(`${FOLDER}package-lock.json`);
  const wanted = createHash("sha256").update(lock).digest("hex");
  if ((await readFile(STAMP, "utf8").catch(() => "")) === wanted) return;
  console.log("Installing Stryker, 65 MB on disk …");
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await runNpm(args, { cwd: FOLDER });
  if (code !== 0) throw new Error(`npm ci failed:\n${output}`);
  await writeFile(STAMP, wanted);
}
