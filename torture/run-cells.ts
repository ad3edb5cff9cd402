import { setTimeout as wait } from "node:timers/promises";
import type { Cell, CellResult } from "./cell.js";
import type { Slot } from "./cell-context.js";
import { RawServer } from "./raw/raw-server.js";
import { runCell } from "./run-cell.js";
import type { CellScope } from "./watch/cell-scope.js";
import { watchConsole } from "./watch/console.js";
import { watchTimers } from "./watch/timers.js";

export interface RunOptions {
  /** Cells at a time. Default 32. */
  readonly concurrency?: number;
  /**
   * How long sockets and timers may take to go away after a cell, in milliseconds: the client gives a server
   * 250 to end an answer. Default 3,000.
   */
  readonly settlingMs?: number;
  /** Told of every cell that is over. */
  readonly onResult?: (result: CellResult) => void;
}

export interface RunResult {
  readonly results: readonly CellResult[];
  /** What is left of the whole run, by kind: sockets, timers and the like that were not there before. */
  readonly left: readonly string[];
  readonly ms: number;
}

/** Runs all cells, so many at a time; those that must be alone come last, one by one. */
export async function runCells(
  cells: readonly Cell[],
  { concurrency = 32, settlingMs = 3_000, onResult }: RunOptions = {},
): Promise<RunResult> {
  const started = performance.now();
  const before = activeResources();
  const running = new Set<CellScope>();
  const results: CellResult[] = [];
  const stopWatching = [watchTimers(), watchConsole(), watchRejections(running)];
  const lane = async (queue: Cell[]): Promise<void> => {
    const slot = await openSlot();
    for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) {
      const result = await runCell(cell, { slot, running, settlingMs });
      results.push(result);
      onResult?.(result);
    }
    await Promise.all([slot.server.close(), slot.other.close()]);
  };
  const shared = cells.filter(({ alone }) => alone !== true);
  const lanes = Math.min(concurrency, shared.length);
  await Promise.all(Array.from({ length: lanes }, () => lane(shared)));
  await lane(cells.filter(({ alone }) => alone === true));
  for (const stop of stopWatching) stop();
  const left = await resourcesLeft(before);
  return { results, left, ms: performance.now() - started };
}

async function openSlot(): Promise<Slot> {
  const slot = { server: new RawServer(), other: new RawServer() };
  await Promise.all([slot.server.listen(), slot.other.listen()]);
  return slot;
}

/** A rejection does not tell whose it is: every cell that runs has to answer for it. */
function watchRejections(running: ReadonlySet<CellScope>): () => void {
  const onRejection = (reason: unknown): void => {
    for (const { rejections } of running) rejections.push(reason);
  };
  process.on("unhandledRejection", onRejection);
  return () => process.off("unhandledRejection", onRejection);
}

type Counts = ReadonlyMap<string, number>;

function activeResources(): Counts {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** A connection that nobody answered is given up by the platform itself, after ten seconds. */
const GIVING_UP_MS = 15_000;

async function resourcesLeft(before: Counts): Promise<string[]> {
  for (let waited = 0; waited < GIVING_UP_MS && moreThan(before).length > 0; waited += 100) {
    await wait(100);
  }
  return moreThan(before);
}

const moreThan = (before: Counts): string[] =>
  [...activeResources()]
    .filter(([kind, count]) => count > (before.get(kind) ?? 0) && kind !== "Immediate")
    .map(([kind, count]) => `${count - (before.get(kind) ?? 0)} × ${kind}`);
