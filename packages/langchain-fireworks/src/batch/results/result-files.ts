import { type DatasetFile, FireworksNotFoundError, type RequestOptions } from "fireworks-client";
import type { BatchClient } from "../chain/batch-client.js";
import { datasetName } from "../handle/batch-names.js";
import type { PartJobs } from "../jobs/part-jobs.js";

/** A file with answers or errors, and whose rows are in it. */
export interface ResultFile {
  /** The part whose rows it is about. */
  of: PartJobs;
  /** The job that wrote it. */
  job: string;
  file: DatasetFile;
}

/** Whose files are looked for. */
export interface FilesLook {
  client: BatchClient;
  account: string;
  options: RequestOptions;
}

/**
 * Asks for the files of all jobs, the latest attempt and the latest continuation first: of what two say of
 * a row, the first holds. A dataset that is not there has none: failed jobs write nothing (contract, section
 * 7.3).
 *
 * @returns undefined when no dataset is there at all
 */
export async function findResultFiles(
  found: readonly PartJobs[],
  look: FilesLook,
): Promise<ResultFile[] | undefined> {
  let files: ResultFile[] | undefined;
  const latestFirst = found.toSorted((left, right) => right.attempt - left.attempt);
  for (const of of latestFirst) {
    for (const { job, outputDataset } of of.jobs.toReversed()) {
      const written = await filesOf(outputDataset, look);
      if (written === undefined) continue;
      files ??= [];
      files.push(...written.filter(isOfResults).map((file) => ({ of, job, file })));
    }
  }
  return files;
}

/** The files of one dataset, undefined when it is not there. */
export async function filesOf(
  dataset: string,
  { client, account, options }: FilesLook,
): Promise<DatasetFile[] | undefined> {
  const files: DatasetFile[] = [];
  try {
    for await (const file of client.datasets.download(datasetName(account, dataset), options))
      files.push(file);
  } catch (error) {
    if (FireworksNotFoundError.isInstance(error)) return undefined;
    throw error;
  }
  return files;
}

/** By the last part of its path: `BIJOutputSet.jsonl`, `error-data`, or what they are called by then. */
function isOfResults({ path }: DatasetFile): boolean {
  return /error|output|\.jsonl/i.test(path.slice(path.lastIndexOf("/") + 1));
}
