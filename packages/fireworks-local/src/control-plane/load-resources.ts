import { DataFileError } from "../files/data-file-error.js";
import { readByShape } from "../files/read-by-shape.js";
import { readDataFiles } from "../files/read-files.js";
import type { StrictnessOptions } from "../requests/options.js";
import { GIVEN_SHAPE } from "./given-shape.js";
import type { BatchOptions } from "./batch/options.js";
import type { ControlPlaneOptions } from "./options.js";

/** Options that a file can hold: what is there from the start, how long work takes, how batches fail. */
export type GivenResources = Pick<StrictnessOptions, "models"> &
  Pick<ControlPlaneOptions, "deployments" | "deploymentTimings" | "fineTuningTimings"> &
  BatchOptions;

/**
 * The options `models`, `deployments`, `deploymentTimings`, `fineTuningTimings`, `batchTimings` and `batchFaults` from a YAML
 * or JSON file. Throws `DataFileError` with file, line and what was expected.
 */
export async function loadResources(path: string): Promise<GivenResources> {
  const [file, ...others] = await readDataFiles(path);
  if (file === undefined || others.length > 0)
    throw new DataFileError([`${path}: must be one file, not a folder`]);
  return parseResources(file.text, file.name);
}

/** The same from a text; `name` stands for the file in errors. */
export async function parseResources(text: string, name = "resources"): Promise<GivenResources> {
  return (await readByShape<GivenResources>(text, name, { shape: GIVEN_SHAPE })).data;
}
