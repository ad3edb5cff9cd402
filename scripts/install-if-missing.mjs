import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { ROOT, runNpm } from "./run-command.mjs";

const LOCK = `${ROOT}/package-lock.json`;
/** npm writes this at the end of each install. */
const NPMS_OWN_RECORD = `${ROOT}/node_modules/.package-lock.json`;
const STAMP = `${ROOT}/node_modules/.installed-from`;
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/** Installs the dependencies when they are missing or older than package-lock.json; else does nothing. */
export async function installIfMissing() {
  const lockHash = createHash("sha256")
    .update(await readFile(LOCK))
    .digest("hex");
  if (await isInstalled(lockHash)) return;
  console.log("Installing dependencies (first run, or package-lock.json changed) …");
  const startedAt = performance.now();
  await install();
  await writeFile(STAMP, lockHash);
  console.log(`Installed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/**
 * The stamp answers after a `git checkout`, which touches times but not contents; npm's own record
 * answers when somebody ran `npm install` by hand.
 */
async function isInstalled(lockHash) {
  const stamp = await readFile(STAMP, "utf8").catch(() => "");
  if (stamp === lockHash) return true;
  const [lock, record] = await Promise.all([stat(LOCK), stat(NPMS_OWN_RECORD).catch(() => null)]);
  return record !== null && record.mtimeMs >= lock.mtimeMs;
}

/** `npm ci` is exact; `npm install` is the way out where a registry lacks a build for another platform. */
async function install() {
  const exact = await runNpm(["ci", ...QUIET]);
  if (exact.code === 0) return;
  const lenient = await runNpm(["install", "--no-save", ...QUIET]);
  if (lenient.code === 0) return;
  console.error(`npm ci failed:\n${exact.output}\nnpm install failed:\n${lenient.output}`);
  throw new Error("The dependencies could not be installed. Is the npm registry within reach?");
}
