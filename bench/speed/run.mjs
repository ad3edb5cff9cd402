// npm run bench: what our packages cost beside the least that can do the same work, and beside others.
import { CONTESTANTS } from "./contestants.mjs";
import { measureRow } from "./measure.mjs";
import { prepare } from "./prepare.mjs";
import { startServer } from "./processes.mjs";
import { ROWS } from "./rows.mjs";
import { spread } from "./statistics.mjs";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "24" }, peers: { type: "string", default: "all" } },
});
await prepare({ peers: values.peers !== "none", print: (line) => console.error(line) });
const rows =
  positionals.length === 0 ? ROWS : ROWS.filter(({ name }) => positionals.includes(name));
const server = await startServer();
try {
  for (const row of rows) {
    const names = row.contestants.filter((n) => values.peers !== "none" || !CONTESTANTS[n].peer);
    const samples = await measureRow(row, {
      names,
      rounds: Number(values.rounds),
      origin: server.origin,
      place: ({ module }) => new URL(module, import.meta.url).href,
      progress: () => process.stderr.write("."),
    });
    console.log(`\n${row.title}`);
    const floor = samples.floor.map((sample) => sample[row.measure]);
    for (const name of names) {
      const own = samples[name].map((sample) => sample[row.measure]);
      const { median, low, high } = spread(own.map((value, at) => value / floor[at]));
      console.log(
        `  ${CONTESTANTS[name].title.padEnd(22)} ${median.toFixed(2).padStart(6)}  (${low.toFixed(2)}–${high.toFixed(2)})  ${(spread(own).median / row.repeat).toFixed(2)} ms  ${row.goals[name] ?? ""}`,
      );
    }
  }
} finally {
  server.stop();
}
