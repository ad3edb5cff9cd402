import { findMistakes } from "../../files/find-mistakes.js";
import { pathText } from "../../files/mistake.js";
import { readByShape } from "../../files/read-by-shape.js";
import type { BatchOptions } from "./options.js";
import { BATCH_PLAN_SHAPE } from "./plan-shape.js";

/** The options of batches from YAML or JSON. Throws `DataFileError` with each mistake and its line. */
export async function parseBatchPlan(text: string, name: string): Promise<BatchOptions> {
  const description = { shape: BATCH_PLAN_SHAPE, rules: () => [] };
  return (await readByShape<BatchOptions>(text, name, description)).data;
}

/** Throws a `TypeError` that names every mistake: for options that are given as objects. */
export function checkBatchPlan({ batchTimings, batchFaults }: BatchOptions): void {
  const given = Object.entries({ batchTimings, batchFaults }).filter(
    ([, value]) => value !== undefined,
  );
  const mistakes = findMistakes(Object.fromEntries(given), BATCH_PLAN_SHAPE);
  if (mistakes.length === 0) return;
  throw new TypeError(
    mistakes.map(({ path, message }) => `${pathText(path)}: ${message}`).join("\n"),
  );
}
