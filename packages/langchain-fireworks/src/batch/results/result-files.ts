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

/** The files of a batch in the order in which they count: of what two say of a row, the first holds. */
export interface ResultFiles {
  answers: ResultFile[];
  errors: ResultFile[];
}

/** Whose files are looked for. */
export interface FilesLook {
  client: BatchClient;
  account: string;
  options: RequestOptions;
}

/**
 * Asks for the files of all jobs, the latest attempt and the latest continuation first. A dataset that is
 * not there has none: failed jobs write nothing (contract, section 7.3).
 */
export async function findResultFiles(
  found: readonly PartJobs[],
  look: FilesLook,
): Promise<ResultFiles> {
  const files: ResultFiles = { answers: [], errors: [] };
  const latestFirst = found.toSorted((left, right) => right.attempt - left.attempt);
  for (const of of latestFirst) {
    for (const { job, outputDataset } of of.jobs.toReversed()) {
      for (const file of await filesOf(outputDataset, look)) {
        const kind = kindOf(file.path);
        if (kind !== undefined) files[kind].push({ of, job, file });
      }
    }
  }
  return files;
}

/** The files of one dataset; none when it is not there. */
export async function filesOf(
  dataset: string,
  { client, account, options }: FilesLook,
): Promise<DatasetFile[]> {
  const files: DatasetFile[] = [];
  try {
    for await (const file of client.datasets.download(datasetName(account, dataset), options))
      files.push(file);
  } catch (error) {
    if (!FireworksNotFoundError.isInstance(error)) throw error;
  }
  return files;
}

/** By the last part of its path: `BIJOutputSet.jsonl`, `error-data`, or what they are called by then. */
function kindOf(path: string): keyof ResultFiles | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/error/i.test(name)) return "errors";
  return name.endsWith(".jsonl") ? "answers" : undefined;
}
