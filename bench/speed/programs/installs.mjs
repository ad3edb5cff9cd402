import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../../scripts/run-command.mjs";
import { installInto, packOurs, pinned, withFolder } from "../packed.mjs";
import { programRounds } from "./rounds.mjs";

const PEERS_JSON = `${ROOT}/bench/peers/package.json`;
const CORE = ["@langchain/core"];
/** What a user names to `npm install`. */
const NAMED = {
  core: CORE,
  "langchain-openai": [...CORE, "@langchain/openai"],
  community: [...CORE, "@langchain/community"],
};

/** Packages and megabytes (1,000,000 bytes) in `node_modules`. Ours come from the packed tarballs. */
export function measureInstalls(run) {
  return programRounds(run, (name) => withFolder((folder) => install(name, folder)));
}

async function install(name, folder) {
  const packages =
    name === "ours"
      ? [...(await pinned(CORE, PEERS_JSON)), ...(await packOurs(folder))]
      : await pinned(NAMED[name], PEERS_JSON);
  await installInto(folder, packages);
  return contentsOf(join(folder, "node_modules"));
}

async function contentsOf(modules) {
  const entries = await readdir(modules, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) => stat(join(parentPath, name))),
  );
  const packages = entries.filter((entry) => entry.isDirectory() && isPackage(entry)).length;
  return { packages, megabytes: sizes.reduce((sum, { size }) => sum + size, 0) / 1e6 };
}

/** A folder right below a `node_modules`, or below a scope in one. */
function isPackage({ parentPath, name }) {
  if (name.startsWith(".") || name.startsWith("@")) return false;
  return /node_modules(?:[/\\]@[^/\\]+)?$/.test(parentPath);
}
