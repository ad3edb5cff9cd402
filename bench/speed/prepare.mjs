import { mkdir, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildPackages } from "../../scripts/build.mjs";
import { installIfMissing } from "../../scripts/install-if-missing.mjs";
import { runNpm } from "../../scripts/run-command.mjs";

const PEERS = fileURLToPath(new URL("../peers", import.meta.url));
const STAMP = `${PEERS}/node_modules/.installed`;

/** Builds what is stale and, if they are asked for, installs the packages we are measured against. */
export async function prepare({ peers, print }) {
  await installIfMissing();
  print("Building …");
  const { ok, output } = await buildPackages({ print });
  if (!ok) throw new Error(output);
  if (peers) await installPeers(print);
}

async function installPeers(print) {
  const [lock, stamp] = await Promise.all([
    stat(`${PEERS}/package-lock.json`),
    stat(STAMP).catch(() => null),
  ]);
  if (stamp !== null && stamp.mtimeMs >= lock.mtimeMs) return;
  print("Installing the peers (once) …");
  const { code, output } = await runNpm(["ci", "--loglevel=error"], { cwd: PEERS });
  if (code !== 0) throw new Error(`npm ci in bench/peers failed:\n${output}`);
  await mkdir(`${PEERS}/node_modules`, { recursive: true });
  await writeFile(STAMP, "");
}
