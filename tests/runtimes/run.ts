/**
 * The smoke suite in every runtime, on the packed packages, against fireworks-local over loopback:
 *
 *     npm run runtimes                # all of them
 *     npm run runtimes -- bun deno    # these
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages, installRuntimes } from "./install.js";
import { RUNTIMES, type Runtime } from "./runtimes.js";
import { startSmokeServer } from "./smoke-server.js";
import type { CheckRow } from "./smoke-run.js";
import { tableOf } from "./table.js";

interface Outcome {
  title: string;
  rows: CheckRow[];
}

function askedFor(names: string[]): Runtime[] {
  const known = RUNTIMES.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no runtime ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  return names.length === 0 ? RUNTIMES : RUNTIMES.filter(({ name }) => names.includes(name));
}

/** Never rejects: what stops a runtime from running is a row that failed. */
async function runIn(runtime: Runtime, consumer: string): Promise<Outcome> {
  const startedAt = Date.now();
  let title = runtime.name;
  let rows: CheckRow[];
  const server = await startSmokeServer(consumer);
  try {
    title += ` ${await runtime.version()}`;
    const { rows: ran, stray } = await runtime.run(consumer, server.settings);
    const quiet = { name: "no stray rejection", ok: stray.length === 0, ms: 0 };
    const shown = stray.length === 0 ? "nothing was rejected unheard" : stray.join("; ");
    rows = [...(await server.confirm(ran)), { ...quiet, shown }];
  } catch (error) {
    rows = [{ name: "starts", ok: false, shown: String(error), ms: 0 }];
  } finally {
    await server.close();
  }
  const passed = rows.filter(({ ok }) => ok).length;
  console.log(`  ${title}: ${passed} of ${rows.length} in ${Date.now() - startedAt} ms`);
  return { title, rows };
}

function report(outcomes: Outcome[]): void {
  const names = [...new Set(outcomes.flatMap(({ rows }) => rows.map(({ name }) => name)))];
  const cell = ({ rows }: Outcome, name: string) => {
    const row = rows.find((one) => one.name === name);
    return row === undefined ? "–" : row.ok ? "ok" : "FAILED";
  };
  const head = ["check", ...outcomes.map(({ title }) => title)];
  const body = names.map((name) => [name, ...outcomes.map((outcome) => cell(outcome, name))]);
  console.log(`\n${tableOf([head, ...body])}\n\nWhat each check has shown:`);
  for (const name of names) {
    const texts = outcomes.flatMap(({ title, rows }) =>
      rows.filter((row) => row.name === name).map(({ shown }) => ({ title, shown })),
    );
    for (const text of new Set(texts.map(({ shown }) => shown))) {
      const where = texts.filter(({ shown }) => shown === text).map(({ title }) => title);
      const whom = where.length === outcomes.length ? "" : ` [${where.join(", ")}]`;
      console.log(`  ${name}: ${text}${whom}`);
    }
  }
}

async function main(names: string[]): Promise<number> {
  const runtimes = askedFor(names);
  if (process.platform !== "linux" || process.arch !== "x64") {
    console.log(
      "The runtimes are carried for Linux on x64 only; on other machines nothing is run.",
    );
    return 1;
  }
  const print = (line: string) => console.log(line);
  await installRuntimes(print);
  const consumer = await mkdtemp(join(tmpdir(), "fireworks-runtimes-"));
  try {
    await installPackages(consumer, print);
    console.log("Running the checks …");
    const outcomes: Outcome[] = [];
    for (const runtime of runtimes) outcomes.push(await runIn(runtime, consumer));
    report(outcomes);
    return outcomes.every(({ rows }) => rows.every(({ ok }) => ok)) ? 0 : 1;
  } finally {
    await rm(consumer, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
