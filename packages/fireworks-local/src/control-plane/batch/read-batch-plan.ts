import { checkByShape } from "../../files/check-by-shape.js";
import { readByShape } from "../../files/read-by-shape.js";
import type { BatchOptions } from "./options.js";
import { BATCH_PLAN_SHAPE } from "./plan-shape.js";

/** The options of batches from YAML or JSON. Throws `DataFileError` with each mistake and its line. */
export async function parseBatchPlan(text: string, name: string): Promise<BatchOptions> {
  return (await readByShape<BatchOptions>(text, name, { shape: BATCH_PLAN_SHAPE })).data;
}

/** Throws a `TypeError` that names every mistake: for options that are given as objects. */
export function checkBatchPlan({ batchTimings, batchFaults }: BatchOptions): void {
  checkByShape("", { batchTimings, batchFaults }, { shape: BATCH_PLAN_SHAPE });
}
