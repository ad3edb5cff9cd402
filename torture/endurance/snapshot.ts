import { getEventListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { Counts } from "./work.js";
import type { ServerProcess } from "./server-process.js";

/** What a process holds at one moment, when nothing is under way. */
export interface Snapshot extends Counts {
  seconds: number;
  /** After forced collections. */
  heapMiB: number;
  sockets: number;
  timers: number;
  listeners: number;
}

export interface Looking {
  server: ServerProcess;
  signal: AbortSignal;
  counts: Counts;
  startedAt: number;
}

/** How long a pool keeps a connection that nobody uses, and some time more, in milliseconds. */
const POOL_KEEPS_MS = 4_500;

/** Collects, and counts what is left. Where connections are counted, the pool's idle ones are given time to go. */
export async function takeSnapshot(
  { server, signal, counts, startedAt }: Looking,
  { untilPoolIsEmpty }: { untilPoolIsEmpty: boolean },
): Promise<Snapshot> {
  if (untilPoolIsEmpty) await wait(POOL_KEEPS_MS);
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await wait(20);
  }
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  return {
    ...counts,
    seconds: (performance.now() - startedAt) / 1000,
    heapMiB: process.memoryUsage().heapUsed / 1_048_576,
    sockets: await server.sockets(),
    timers,
    listeners: getEventListeners(signal, "abort").length,
  };
}
