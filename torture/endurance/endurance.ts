import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { table } from "../report/table.js";
import { findKey } from "../watch/secrets.js";
import { ServerProcess } from "./server-process.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";
import { type Counts, callWork, streamWork, type WorkSetup } from "./work.js";

const HELP = `Many chunks and many calls with faults among them: what a process holds must not grow.

  npm run endurance                              1,000,000 chunks and 50,000 calls
  npm run endurance -- --chunks N --calls N
`;

/** How many calls run at the same time; one in fifteen pauses before its retry. */
const AT_ONCE = 32;

/** What the heap may have grown by, in MiB: caches of compiled code, and no more. */
const GROWTH_ALLOWED = 4;

const LOOKS = 10;

const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "1000000" },
    calls: { type: "string", default: "50000" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help) console.log(HELP);
else process.exitCode = await endurance(Number(values.chunks), Number(values.calls));

async function endurance(chunks: number, calls: number): Promise<number> {
  const server = await ServerProcess.start();
  const counts: Counts = { chunks: 0, calls: 0, failed: 0 };
  const { signal } = new AbortController();
  const apiKey = `gate"way/${randomBytes(18).toString("base64url")}`;
  const surprises: string[] = [];
  const kept: unknown[] = [];
  const keep = (thing: unknown): void => void (kept.length < 500 && kept.push(thing));
  const rejections: unknown[] = [];
  process.on("unhandledRejection", (reason) => rejections.push(reason));
  const setup: WorkSetup = { server, apiKey, signal, counts, surprises, keep };
  const looking = { server, signal, counts, startedAt: performance.now() };
  const works = { stream: streamWork(setup), call: callWork(setup) };
  // What is compiled and cached once is there before the first look.
  await repeat(works.stream, () => counts.chunks >= 40_000);
  await repeat(works.call, () => counts.calls >= 2_000);
  Object.assign(counts, { chunks: 0, calls: 0, failed: 0 });
  const seen = [await look(true)];
  for (let part = 1; part <= LOOKS; part += 1) {
    await Promise.all([
      repeat(works.stream, () => counts.chunks >= (chunks * part) / LOOKS),
      repeat(works.call, () => counts.calls >= (calls * part) / LOOKS),
    ]);
    seen.push(await look(part === LOOKS));
  }
  server.stop();
  const problems = [
    ...surprises.slice(0, 5),
    ...rejections.map((reason) => `unhandled rejection: ${String(reason)}`),
    ...findKey(kept, apiKey),
    ...grown(seen),
  ];
  console.log(`\n${report(seen)}\n`);
  console.log(`${kept.length} errors were searched for the key.`);
  for (const problem of problems) console.log(`✗ ${problem}`);
  if (problems.length === 0) console.log("Everything is back where it was.");
  return problems.length === 0 ? 0 : 1;

  async function look(untilPoolIsEmpty: boolean): Promise<Snapshot> {
    const snapshot = await takeSnapshot(looking, { untilPoolIsEmpty });
    const { chunks: done, calls: made, heapMiB } = snapshot;
    console.log(`${done} chunks, ${made} calls, ${heapMiB.toFixed(1)} MiB`);
    return snapshot;
  }
}

/** Runs the works in turns, several at once, until it is enough. */
async function repeat(works: (() => Promise<unknown>)[], isEnough: () => boolean): Promise<void> {
  let turn = 0;
  const lane = async (): Promise<void> => {
    while (!isEnough()) await works[turn++ % works.length]?.();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function grown(seen: readonly Snapshot[]): string[] {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return [];
  const problems: string[] = [];
  const growth = last.heapMiB - first.heapMiB;
  if (growth > GROWTH_ALLOWED) problems.push(`the heap grew by ${growth.toFixed(1)} MiB`);
  for (const kind of ["sockets", "timers", "listeners"] as const) {
    if (last[kind] > first[kind]) problems.push(`${kind}: ${first[kind]}, then ${last[kind]}`);
  }
  return problems;
}

function report(seen: readonly Snapshot[]): string {
  const most = Math.max(...seen.map(({ heapMiB }) => heapMiB));
  const rows = seen.map((one) => [
    one.seconds.toFixed(0),
    one.chunks.toLocaleString("en"),
    one.calls.toLocaleString("en"),
    one.failed.toLocaleString("en"),
    one.heapMiB.toFixed(1),
    "█".repeat(Math.round((one.heapMiB / most) * 20)),
    String(one.sockets),
    String(one.timers),
    String(one.listeners),
  ]);
  const names = [
    "s",
    "chunks",
    "calls",
    "failed",
    "heap, MiB",
    "",
    "sockets",
    "timers",
    "listeners",
  ];
  return table([names, ...rows]);
}
