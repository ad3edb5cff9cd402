import type { RequestOptions } from "fireworks-client";
import type { BatchClient } from "../chain/batch-client.js";
import { datasetName, jobName } from "../handle/batch-names.js";
import { ifFound } from "./if-found.js";
import { isOver } from "./job-state.js";
import { latestJob, type PartJobs } from "./part-jobs.js";

/** Options of `cleanUp`. */
export interface CleanUpOptions {
  /** Also delete jobs that have not ended, which ends them; what they did is lost, and paid. Default false. */
  running?: boolean | undefined;
  /** Ends the cleaning up; what was deleted stays deleted. */
  signal?: AbortSignal | undefined;
}

/** What a clean-up did, by full names. */
export interface CleanUpReport {
  /** What was there and is deleted. */
  deleted: string[];
  /** What was not there any more. */
  missing: string[];
  /** What belongs to jobs that have not ended, and was left. */
  kept: string[];
}

/** Whose datasets and jobs go. */
export interface CleanUpOrder {
  client: BatchClient;
  account: string;
  found: readonly PartJobs[];
  options: CleanUpOptions;
}

/**
 * Deletes the datasets and jobs of a batch. The first job of a part goes last: by it the others are found
 * again when this is killed half-way and done again.
 */
export async function cleanUpBatch(order: CleanUpOrder): Promise<CleanUpReport> {
  const { client, account, found, options } = order;
  const report: CleanUpReport = { deleted: [], missing: [], kept: [] };
  const request: RequestOptions = { signal: options.signal };
  for (const part of found) {
    const resources = resourcesOf(part, account);
    if (!isOver(latestJob(part).state) && options.running !== true) {
      report.kept.push(...resources.map(({ name }) => name));
      continue;
    }
    for (const { kind, name } of resources) {
      const wasThere = await isDeleted(client[kind].delete(name, request));
      report[wasThere ? "deleted" : "missing"].push(name);
    }
  }
  return report;
}

interface Resource {
  kind: "datasets" | "batchInferenceJobs";
  name: string;
}

function resourcesOf({ part, jobs }: PartJobs, account: string): Resource[] {
  const ofJobs = jobs.toReversed().flatMap(({ job, outputDataset }): Resource[] => [
    { kind: "datasets", name: datasetName(account, outputDataset) },
    { kind: "batchInferenceJobs", name: jobName(account, job) },
  ]);
  const input = datasetName(account, part.inputDataset);
  return [{ kind: "datasets", name: input }, ...ofJobs];
}

/** False for what was not there. */
async function isDeleted(deletion: PromiseLike<unknown>): Promise<boolean> {
  return (await ifFound(deletion)) !== undefined;
}
