import { setImmediate, setTimeout as wait } from "node:timers/promises";
import type { Cell, CellResult } from "./cell.js";
import { CellContext, type Slot } from "./cell-context.js";
import type { RawServer } from "./raw/raw-server.js";
import { cellScopes, newScope, type CellScope } from "./watch/cell-scope.js";
import { findKey } from "./watch/secrets.js";

const USUAL_DEADLINE_MS = 60_000;

/** Where a cell runs, and among which others. */
export interface Surroundings {
  readonly slot: Slot;
  readonly running: Set<CellScope>;
  /** How long sockets and timers may take to go away, in milliseconds. */
  readonly settlingMs: number;
}

/** Runs a cell and checks what every cell promises. Never throws. */
export async function runCell(
  cell: Cell,
  { slot, running, settlingMs }: Surroundings,
): Promise<CellResult> {
  const scope = newScope();
  const context = new CellContext(slot, scope);
  const started = performance.now();
  running.add(scope);
  const broken = await run(cell, context, scope);
  broken.push(...(await checkCommon(context, scope, settlingMs)));
  running.delete(scope);
  await context.end();
  return { cell, broken, ms: performance.now() - started };
}

async function run(cell: Cell, context: CellContext, scope: CellScope): Promise<string[]> {
  const { deadlineMs = USUAL_DEADLINE_MS } = cell;
  const watch = new AbortController();
  const late = wait(deadlineMs, undefined, { signal: watch.signal }).then(
    () => [`it was not over after ${deadlineMs} ms`],
    () => [],
  );
  const over = cellScopes.run(scope, async (): Promise<string[]> => {
    try {
      await cell.run(context);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
  const broken = await Promise.race([over, late]);
  watch.abort();
  return broken;
}

async function checkCommon(
  context: CellContext,
  scope: CellScope,
  settlingMs: number,
): Promise<string[]> {
  const { server, other, key, produced } = context;
  const broken: string[] = [];
  for (const each of [server, other]) broken.push(...(await checkSockets(each, settlingMs)));
  await until(() => scope.timers.size === 0, settlingMs);
  for (const place of scope.timers.values()) broken.push(`a timer is left: ${firstPlace(place)}`);
  if (scope.listeners !== 0) broken.push(`${scope.listeners} listeners are left on the signal`);
  await setImmediate();
  for (const reason of scope.rejections) broken.push(`unhandled rejection: ${String(reason)}`);
  return [...broken, ...findKey([...produced, ...scope.printed], key)];
}

/** What is idle in a pool is hung up on, as a server that is shut down does; nothing else may be open. */
async function checkSockets(server: RawServer, settlingMs: number): Promise<string[]> {
  const broken = server.mishaps.map(
    (mishap) => `the raw server's handler threw: ${String(mishap)}`,
  );
  await until(() => server.busySockets === 0, settlingMs);
  if (server.busySockets > 0) broken.push(`${server.busySockets} sockets are still busy`);
  // A connection that was being opened when its call was aborted may come late, and is idle then.
  await until(() => {
    server.endIdle();
    return server.openSockets === 0;
  }, settlingMs);
  if (server.openSockets > 0) broken.push(`${server.openSockets} sockets are still open`);
  server.destroyAll();
  return broken;
}

/** Waits for a condition, but not for ever. */
async function until(condition: () => boolean, atMostMs: number): Promise<void> {
  for (let pause = 1, waited = 0; !condition() && waited < atMostMs; waited += pause) {
    await wait(pause);
    pause = Math.min(50, pause * 2);
  }
}

/** The first line of a stack that is not of the timer itself. */
const firstPlace = (stack: string): string => stack.split("\n")[1]?.trim() ?? stack;
