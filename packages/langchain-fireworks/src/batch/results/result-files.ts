import type { DatasetFile, PollClock, RequestOptions } from "fireworks-client";
import type { BatchClient } from "../chain/batch-client.js";
import { datasetName } from "../handle/batch-names.js";
import { ifFound } from "../jobs/if-found.js";
import type { PartJobs } from "../jobs/part-jobs.js";
import { untilSeen } from "../jobs/until-seen.js";

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
  clock: PollClock;
}

/**
 * Asks for the files of all jobs, the latest attempt and the latest continuation first: of what two say of
 * a row, the first holds. A dataset that is not there has none: failed jobs write nothing (contract, section
 * 7.3). That of a completed job is looked for again: its rows would count as missing, and be paid again.
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
    for (const { job, outputDataset, state } of of.jobs.toReversed()) {
      const written = await filesWritten(outputDataset, state === "completed", look);
      if (written === undefined) continue;
      files ??= [];
      files.push(...written.filter(isOfResults).map((file) => ({ of, job, file })));
    }
  }
  return files;
}

function filesWritten(dataset: string, isExpected: boolean, look: FilesLook) {
  const list = () => listFiles(dataset, look);
  const { clock, options } = look;
  return ifFound(isExpected ? untilSeen(list, clock, options.signal) : list());
}

/** The files of one dataset, undefined when it is not there. */
export const filesOf = (dataset: string, look: FilesLook): Promise<DatasetFile[] | undefined> =>
  ifFound(listFiles(dataset, look));

async function listFiles(dataset: string, look: FilesLook): Promise<DatasetFile[]> {
  const { client, account, options } = look;
  const files: DatasetFile[] = [];
  for await (const file of client.datasets.download(datasetName(account, dataset), options))
    files.push(file);
  return files;
}

/** By the last part of its path: `BIJOutputSet.jsonl`, `error-data`, or what they are called by then. */
function isOfResults({ path }: DatasetFile): boolean {
  return /error|output|\.jsonl/i.test(path.slice(path.lastIndexOf("/") + 1));
}
