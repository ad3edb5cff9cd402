import * as fc from "fast-check";
import { test } from "vitest";
import type { FuzzTarget } from "./target.js";

/** One seed for all: a change that breaks a promise breaks it at everybody's. */
const SEED = 6;

/** A test for each target, with as many runs as a suite can bear. */
export function holdTargets(targets: readonly FuzzTarget[]): void {
  test.each(targets.map((target) => [target.promise, target] as const))(
    "%s",
    async (_promise, { property, suiteRuns }) => {
      await fc.assert(property as fc.IAsyncProperty<never>, { seed: SEED, numRuns: suiteRuns });
    },
  );
}
