// npm run bench: what our packages cost beside the least that can do the same work, and beside others.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../scripts/run-command.mjs";
import { CONTESTANTS } from "./contestants.mjs";
import { writeDocuments } from "./document.mjs";
import { describeMachine } from "./machine.mjs";
import { measureRow } from "./measure.mjs";
import { readOptions } from "./options.mjs";
import { layOutPacked, withFolder } from "./packed.mjs";
import { prepare } from "./prepare.mjs";
import { startServer } from "./processes.mjs";
import { progressOf } from "./progress.mjs";
import { resultsOf } from "./results.mjs";
import { linesOf } from "./table.mjs";

const ROUNDS = 24;

try {
  const options = readOptions(process.argv.slice(2));
  await (options.help ? console.log(options.usage) : bench(options));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function bench(options) {
  await prepare({ peers: options.peers, print: (line) => console.error(line) });
  const results = options.packed
    ? await withFolder(async (folder) => {
        console.error("Packing and installing our packages …");
        await layOutPacked(folder);
        return measureAll(options, { modulesFolder: folder, place: placeIn(folder) });
      })
    : await measureAll(options, { modulesFolder: ROOT, place: placeIn(null) });
  const machine = await describeMachine(options);
  console.log(`\n${machine.machine}; Node ${machine.node}; @langchain/core ${machine.core}`);
  if (options.json) await writeFile(options.json, JSON.stringify({ machine, results }, null, 2));
  if (options.write) await writeDocuments({ results, machine });
}

async function measureAll({ rows, rounds, peers }, where) {
  const server = await startServer();
  const progress = progressOf();
  const results = [];
  try {
    for (const row of rows) {
      progress.start(row.name);
      const samples = await measureRow(row, {
        ...where,
        names: row.contestants.filter((name) => peers || !CONTESTANTS[name].peer),
        rounds: Math.min(rounds ?? ROUNDS, row.rounds ?? Infinity),
        origin: server.origin,
        progress: progress.step,
      });
      progress.end();
      const own = resultsOf(row, samples);
      for (const result of own) console.log(linesOf(result).join("\n"));
      results.push(...own);
    }
    return results;
  } finally {
    server.stop();
  }
}

/** The file of a contestant: ours may stand beside packed packages, a peer's never moves. */
function placeIn(folder) {
  return ({ module, peer }) =>
    folder === null || peer
      ? new URL(module, import.meta.url).href
      : pathToFileURL(join(folder, module)).href;
}
