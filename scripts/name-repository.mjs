/**
 * Writes into the three manifests where their source is, which npm compares with the provenance of a
 * release. The release workflow knows the address it runs at, so no file here has to:
 *
 *     node scripts/name-repository.mjs https://github.com/owner/name
 *
 * A second argument is another folder than the workspace.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_NAMES } from "./pack-packages.mjs";
import { ROOT } from "./run-command.mjs";

const [address = "", root = ROOT] = process.argv.slice(2);
if (!/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(address)) {
  console.error(
    `"${address}" is no address of a repository, such as https://github.com/owner/name`,
  );
  process.exit(1);
}
for (const name of PACKAGE_NAMES) {
  const directory = `packages/${name}`;
  const path = join(root, directory, "package.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  const { name: _name, version, description, keywords, license, ...rest } = manifest;
  const repository = { type: "git", url: `git+${address}.git`, directory };
  // In the order that `oxfmt` wants.
  const named = { name, version, description, keywords, license, repository, ...rest };
  await writeFile(path, `${JSON.stringify(named, undefined, 2)}\n`);
  console.log(`${name}: ${repository.url}, ${directory}`);
}
