import { DataFileError } from "../../files/data-file-error.js";
import { findMistakes } from "../../files/find-mistakes.js";
import { pathText } from "../../files/mistake.js";
import { readByShape } from "../../files/read-by-shape.js";
import { readDataFiles } from "../../files/read-files.js";
import type { BatchOptions } from "./options.js";
import { BATCH_PLAN_SHAPE } from "./plan-shape.js";

/**
 * The options `batchTimings` and `batchFaults` from a YAML or JSON file. Throws `DataFileError` with
 * file, line and what was expected.
 */
export async function loadBatchPlan(path: string): Promise<BatchOptions> {
  const [file, ...others] = await readDataFiles(path);
  if (file === undefined || others.length > 0)
    throw new DataFileError([`${path}: must be one file, not a folder`]);
  return parseBatchPlan(file.text, file.name);
}

/** The same from a text; `name` stands for the file in errors. */
export async function parseBatchPlan(text: string, name = "batch plan"): Promise<BatchOptions> {
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
