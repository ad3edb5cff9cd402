/**
 * Builds the documentation into docs/.vitepress/dist, unless nothing it is made of changed since the last time.
 * A link to a page that is not there fails the build.
 *
 *     npm run site
 */
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { filesBelow, hashFiles } from "./hash-files.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { ROOT, runBin } from "./run-command.mjs";

const DOCS = join(ROOT, "docs");
const MADE = ["dist", "cache", ".temp"].map((name) => join(DOCS, ".vitepress", name, "/"));
/** The page of a built site that is written last. */
const LAST_PAGE = join(DOCS, ".vitepress/dist/404.html");
const STAMP = join(ROOT, "node_modules/.cache/site");
/** Rendering makes much that lives shortly, which a larger nursery collects at half the cost. */
const env = { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64` };

/** @returns {Promise<{ code: number, output: string, ms: number }>} */
export async function buildSite() {
  const startedAt = performance.now();
  const hash = await hashOfInputs();
  if (await isBuilt(hash)) {
    return { code: 0, output: "up to date", ms: performance.now() - startedAt };
  }
  const result = await runBin("vitepress/bin/vitepress.js", ["build", "docs"], { env });
  if (result.code === 0) {
    await mkdir(join(STAMP, ".."), { recursive: true });
    await writeFile(STAMP, hash);
  }
  return result;
}

async function isBuilt(hash) {
  const known = await readFile(STAMP, "utf8").catch(() => "");
  if (known !== hash) return false;
  return access(LAST_PAGE).then(
    () => true,
    () => false,
  );
}

async function hashOfInputs() {
  const pages = (await filesBelow(DOCS)).filter(
    (file) => !MADE.some((made) => file.startsWith(made)),
  );
  const bench = await filesBelow(join(ROOT, "bench/speed"));
  const others = ["package-lock.json", "packages/langchain-fireworks/package.json"];
  return hashFiles([...pages, ...bench, ...others.map((file) => join(ROOT, file))]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await installIfMissing();
  const { code, output, ms } = await buildSite();
  console.log(`${output}\ndocs/.vitepress/dist, ${(ms / 1000).toFixed(1)} s`);
  process.exitCode = code;
}
