/**
 * Throws random input at what reads strangers' bytes, from a fixed seed and from one that is new each
 * time. `npm run fuzz -- --help` tells more.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { table } from "../torture/report/table.js";
import { type FuzzResult, runTarget } from "./run-target.js";
import { FUZZ_TARGETS } from "./targets.js";

const HELP = `Throws random input at parsers, converters and loaders.

  npm run fuzz                       every target, from the fixed seed and from a random one
  npm run fuzz -- --only sse         those whose name holds the text
  npm run fuzz -- --seed 7           from this seed alone
  npm run fuzz -- --runs 100000      so many runs for each seed, in place of the target's own number
  npm run fuzz -- --seconds 60       so long for each target and seed at most (15)
  npm run fuzz -- --list             names the targets and what they promise, and runs none

A broken promise is shown with the smallest input that breaks it and the line that replays it.
`;

/** The same in every run, so that one that broke it breaks it for everybody. */
const FIXED_SEED = 20_261_123;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    seed: { type: "string" },
    runs: { type: "string" },
    seconds: { type: "string" },
    path: { type: "string" },
    list: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.help) return print(HELP);
  const targets = FUZZ_TARGETS.filter(({ name }) => name.includes(values.only ?? ""));
  if (targets.length === 0) {
    console.error(`No target is named like ${values.only}. --list names them.`);
    return 2;
  }
  if (values.list)
    return print(targets.map(({ name, promise }) => `${name}\n    ${promise}\n`).join(""));
  const seeds =
    values.seed === undefined ? [FIXED_SEED, randomInt(2 ** 31)] : [Number(values.seed)];
  const wrong = [...seeds, Number(values.runs ?? 1), Number(values.seconds ?? 1)].some(
    (number) => !Number.isFinite(number),
  );
  if (wrong) {
    console.error("--seed, --runs and --seconds are numbers.");
    return 2;
  }
  print(`seeds ${seeds.join(", ")}\n`);
  const results: FuzzResult[] = [];
  for (const target of targets) {
    for (const seed of seeds) {
      const result = await runTarget(target, {
        seed,
        runs: Number(values.runs ?? target.runs),
        limitMs: Number(values.seconds ?? 15) * 1000,
        ...(values.path === undefined ? {} : { path: values.path }),
      });
      results.push(result);
      show(result);
    }
  }
  return summary(results);
}

function show({ target, seed, runs, ms, broken }: FuzzResult): void {
  const words = broken === undefined ? "held" : "BROKEN";
  print(`${target.name}, seed ${seed}: ${words} after ${runs} runs, ${Math.round(ms)} ms\n`);
  if (broken !== undefined) print(`${broken.report}\nreplay: ${broken.replay}\n`);
}

function summary(results: readonly FuzzResult[]): number {
  const rows = results.map(({ target, seed, runs, ms, broken }) => [
    target.name,
    String(seed),
    runs.toLocaleString("en"),
    (ms / 1000).toFixed(1),
    broken === undefined ? "held" : "BROKEN",
  ]);
  print(`\n${table([["target", "seed", "runs", "seconds", "promise"], ...rows])}\n`);
  return results.some(({ broken }) => broken !== undefined) ? 1 : 0;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
