import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { filesBelow, hashFiles } from "./hash-files.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { ROOT, runBin } from "./run-command.mjs";

/** Builds wait for the packages whose types they read. */
const PACKAGES = [
  { name: "fireworks-client", needs: [] },
  { name: "langchain-fireworks", needs: ["fireworks-client"] },
  {
    name: "fireworks-local",
    needs: ["fireworks-client"],
    // The playground is a page, which another tool builds, and shows the library's table of parameters.
    pages: ["playground"],
    reads: ["playground", "../langchain-fireworks/src/settings"],
  },
];
const SHARED_INPUTS = ["tsconfig.base.json", "tsdown.base.ts", "package-lock.json"];
const STAMPS = `${ROOT}/node_modules/.cache/build`;

/**
 * Builds every package whose sources changed since its last build and prints a line for each.
 *
 * @returns {Promise<{ ok: boolean, output: string }>} `output` holds the full text of what failed.
 */
export async function buildPackages({ print = console.log } = {}) {
  await mkdir(STAMPS, { recursive: true });
  const builds = new Map();
  for (const plan of PACKAGES) {
    const needed = Promise.all(plan.needs.map((need) => builds.get(need)));
    builds.set(
      plan.name,
      needed.then((results) => buildPackage(plan, results, print)),
    );
  }
  const results = await Promise.all(builds.values());
  return {
    ok: results.every((result) => result.ok),
    output: results.map((result) => result.output).join(""),
  };
}

async function buildPackage({ name, pages = [], reads = [] }, needed, print) {
  const hash = await hashInputs({ name, reads }, needed);
  if (needed.some((result) => !result.ok)) return skipped(name, hash, print);
  const stamp = join(STAMPS, name);
  const built = await stat(`${ROOT}/packages/${name}/dist/index.js`).catch(() => null);
  if (built !== null && (await readFile(stamp, "utf8").catch(() => "")) === hash) {
    print(`  ${name}: up to date`);
    return { ok: true, output: "", hash };
  }
  const cwd = `${ROOT}/packages/${name}`;
  const { code, output, ms } = await runAll([
    () => runBin("tsdown/dist/run.mjs", ["--log-level", "warn"], { cwd }),
    // After the code, because that step empties `dist`.
    ...pages.map(
      (page) => () => runBin("vite/bin/vite.js", ["build", page, "--logLevel", "warn"], { cwd }),
    ),
  ]);
  print(`  ${name}: ${code === 0 ? "built" : "FAILED"} in ${Math.round(ms)} ms`);
  if (code === 0) await writeFile(stamp, hash);
  return { ok: code === 0, output: code === 0 ? "" : `${name}:\n${output}\n`, hash };
}

/** One after the other, until one fails; as if they were one command. */
async function runAll(commands) {
  const all = { code: 0, output: "", ms: 0 };
  for (const command of commands) {
    const { code, output, ms } = await command();
    Object.assign(all, { code, output: all.output + output, ms: all.ms + ms });
    if (code !== 0) break;
  }
  return all;
}

function skipped(name, hash, print) {
  print(`  ${name}: not built, a package it needs failed`);
  return { ok: false, output: "", hash };
}

/** Of everything a build reads, so that an unchanged hash means an unchanged `dist`. */
async function hashInputs({ name, reads }, needed) {
  const folder = `${ROOT}/packages/${name}`;
  const sources = await Promise.all(
    ["src", ...reads].map((inside) => filesBelow(join(folder, inside))),
  );
  const files = [
    ...sources.flat(),
    ...["package.json", "tsconfig.json", "tsdown.config.ts"].map((file) => join(folder, file)),
    ...SHARED_INPUTS.map((file) => join(ROOT, file)),
  ];
  return hashFiles(
    files,
    needed.map((result) => result.hash),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await installIfMissing();
  const { ok, output } = await buildPackages();
  if (!ok) console.error(output);
  process.exitCode = ok ? 0 : 1;
}
