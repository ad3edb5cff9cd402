import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, platform } from "node:os";
import { ROOT } from "../../scripts/run-command.mjs";

/** Where and with what a run was made. */
export async function describeMachine({ packed }) {
  const core = await readFile(`${ROOT}/node_modules/@langchain/core/package.json`, "utf8");
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0]?.model ?? "?"}, ${availableParallelism()} cores, ${platform()} ${arch()}`,
    node: process.versions.node,
    core: JSON.parse(core).version,
    packed,
  };
}
