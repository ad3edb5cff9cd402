/**
 * Ends with 1 unless a tag names the version of all three packages:
 *
 *     node scripts/check-release-tag.mjs v0.1.0
 */
import { readFile } from "node:fs/promises";
import { PACKAGE_NAMES } from "./pack-packages.mjs";
import { ROOT } from "./run-command.mjs";

const tag = process.argv[2] ?? "";
for (const name of PACKAGE_NAMES) {
  const { version } = JSON.parse(await readFile(`${ROOT}/packages/${name}/package.json`, "utf8"));
  const isSame = tag === `v${version}`;
  console.log(`${name} ${version}: ${isSame ? "is" : "IS NOT"} the version of the tag "${tag}"`);
  if (!isSame) process.exitCode = 1;
}
