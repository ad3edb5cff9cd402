import { parseArgs } from "node:util";
import type { Cell } from "./cell.js";
import { allCells } from "./cells/all-cells.js";
import { chooseCells } from "./choose-cells.js";
import { progress } from "./report/progress.js";
import { resultTable } from "./report/summary.js";
import { writeTables } from "./report/write-tables.js";
import { runCells } from "./run-cells.js";

const HELP = `Runs faults against every entry point and checks what was promised.

  npm run torture                      all cells
  npm run torture -- --only chat       those whose id holds the text, or fits the /pattern/
  npm run torture -- --list            names them and what they promise, and runs none
  npm run torture -- --json            the results as JSON
  npm run torture -- --at-a-time 8     how many run beside each other (32)
  npm run torture -- --endurance       a million chunks and 50,000 calls instead; --help tells more
  npm run torture -- --fuzz            random input instead, as npm run fuzz; --help tells more
  npm run torture -- --write           writes the table into docs/numbers/torture.md, and runs none
`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    list: { type: "boolean" },
    json: { type: "boolean" },
    write: { type: "boolean" },
    help: { type: "boolean", short: "h" },
    "at-a-time": { type: "string" },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.help) return print(HELP);
  const cells = chooseCells(allCells(), values.only);
  if (cells.length === 0) {
    console.error(`No cell's id fits ${values.only}. --list names them.`);
    return 2;
  }
  if (values.write) return print(await writeTables(cells));
  if (values.list) {
    return print(cells.map(({ id, promise }) => `${id}\n    ${promise}\n`).join(""));
  }
  return run(cells);
}

async function run(cells: readonly Cell[]): Promise<number> {
  const out = values.json ? process.stderr : process.stdout;
  const { results, left, ms } = await runCells(cells, {
    concurrency: Number(values["at-a-time"] ?? 32),
    onResult: progress(cells.length, out),
  });
  const broken = results.filter((result) => result.broken.length > 0);
  const failed = broken.length > 0 || left.length > 0;
  if (values.json) {
    const shown = results.map(({ cell, broken, ms }) => ({
      id: cell.id,
      promise: cell.promise,
      broken,
      ms,
    }));
    print(`${JSON.stringify({ cells: shown, left, ms }, undefined, 2)}\n`);
    return failed ? 1 : 0;
  }
  print(`\n${resultTable(results)}\n\n`);
  for (const kind of left) print(`left after the run: ${kind}\n`);
  const seconds = (ms / 1000).toFixed(1);
  print(`${results.length.toLocaleString("en")} cells, ${broken.length} broken, in ${seconds} s\n`);
  return failed ? 1 : 0;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
