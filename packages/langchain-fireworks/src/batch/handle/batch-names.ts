import { inputError } from "../../errors/input-error.js";

/**
 * Names are worked out, never made up: whoever has the id of a batch finds everything of it, and whoever
 * makes something twice is told that it is there.
 */

/** Which part of which attempt. Attempt 0 is what was submitted, 1 the first retry; parts count from 0. */
export interface PartPlace {
  attempt: number;
  part: number;
}

/** The ids of a part. */
export interface PartNames {
  inputDataset: string;
  job: string;
  outputDataset: string;
}

/** What is left of Fireworks' 63 characters when the longest ending has its place. */
const LONGEST_ID = 40;
const ID = /^[a-z][a-z0-9-]*$/;

/** @throws {@link FireworksConfigurationError} for what cannot begin the names of datasets and jobs */
export function checkBatchId(id: string): string {
  if (typeof id === "string" && ID.test(id) && id.length <= LONGEST_ID) return id;
  throw inputError(`${JSON.stringify(id)} cannot be the id of a batch.`, {
    field: "id",
    code: "invalid_batch_id",
    hint: `Use 1 to ${LONGEST_ID} of a-z, 0-9 and hyphens, beginning with a letter.`,
  });
}

export function partNames(id: string, { attempt, part }: PartPlace): PartNames {
  const job = `${id}-a${attempt}-p${part}`;
  return { inputDataset: `${job}-in`, job, outputDataset: `${job}-out` };
}

/** The job that goes on where an expired one ended, and what it writes; from 1. */
export function continuationNames(
  job: string,
  continuation: number,
): Pick<PartNames, "job" | "outputDataset"> {
  const name = `${job}-c${continuation}`;
  return { job: name, outputDataset: `${name}-out` };
}

export const datasetName = (account: string, id: string): string =>
  `accounts/${account}/datasets/${id}`;

/** The id at the end of a full name. */
export const shortId = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

export const jobName = (account: string, id: string): string =>
  `accounts/${account}/batchInferenceJobs/${id}`;
