import * as fc from "fast-check";
import type { FuzzTarget } from "./target.js";

export interface FuzzSettings {
  seed: number;
  runs: number;
  /** A run that began before this has passed is finished; none begins after. */
  limitMs: number;
  /** Where a counterexample was found, as its replay line says. */
  path?: string;
}

export interface FuzzResult {
  target: FuzzTarget;
  seed: number;
  runs: number;
  ms: number;
  /** What was broken and how to see it again. */
  broken?: { report: string; replay: string };
}

/** Runs a property until its runs or its time are over, or a case breaks it. */
export async function runTarget(target: FuzzTarget, settings: FuzzSettings): Promise<FuzzResult> {
  const { seed, runs, limitMs, path } = settings;
  const startedAt = performance.now();
  const details = await fc.check<unknown>(target.property as fc.IAsyncProperty<unknown>, {
    seed,
    numRuns: runs,
    interruptAfterTimeLimit: limitMs,
    markInterruptAsFailure: false,
    ...(path === undefined ? {} : { path }),
  });
  const result = { target, seed, runs: details.numRuns, ms: performance.now() - startedAt };
  if (!details.failed) return result;
  const place = details.counterexamplePath;
  const at = place === null ? "" : ` --path ${place}`;
  const replay = `npm run fuzz -- --only ${target.name} --seed ${seed}${at}`;
  const report = (await fc.asyncDefaultReportMessage(details)) ?? "";
  return { ...result, broken: { report, replay } };
}
