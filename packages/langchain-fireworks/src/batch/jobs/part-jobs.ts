import { FireworksConflictError, type RequestOptions } from "fireworks-client";
import type { BatchInferenceJob } from "fireworks-client/wire";
import type { BatchClient } from "../chain/batch-client.js";
import type { BatchHandle, BatchPart } from "../handle/batch-handle.js";
import { continuationNames, datasetName, jobName } from "../handle/batch-names.js";
import { jobModel } from "./ensure-attempt.js";
import { ifFound } from "./if-found.js";
import { type BatchState, stateOfJob } from "./job-state.js";

/** One job as it was seen. */
export interface SeenJob {
  /** Its id. */
  job: string;
  /** The id of what it writes. */
  outputDataset: string;
  state: BatchState;
  /** Undefined when it is not there. */
  wire?: BatchInferenceJob;
}

/** A part with the job that was made for it and those that continue it, in order; at least one. */
export interface PartJobs {
  attempt: number;
  part: BatchPart;
  jobs: readonly SeenJob[];
}

/** What is needed to look at jobs and datasets. */
export interface JobLook {
  client: BatchClient;
  handle: BatchHandle;
  now: () => number;
  options: RequestOptions;
}

/** More continuations than this are not looked for, and so not made. */
export const MOST_CONTINUATIONS = 20;

/** How many jobs are looked at at once. */
const LOOKS_AT_ONCE = 5;

/** All parts of all attempts with their jobs; attempts and parts in order. */
export async function findPartJobs(look: JobLook): Promise<PartJobs[]> {
  const places = look.handle.attempts.flatMap(({ parts }, attempt) =>
    parts.map((part) => ({ attempt, part })),
  );
  const parts: PartJobs[] = [];
  for (let from = 0; from < places.length; from += LOOKS_AT_ONCE) {
    const some = places.slice(from, from + LOOKS_AT_ONCE);
    parts.push(
      ...(await Promise.all(
        some.map(async ({ attempt, part }) => ({
          attempt,
          part,
          jobs: await jobsOfPart(part, look),
        })),
      )),
    );
  }
  return parts;
}

/** The jobs of a part. A continuation is found by its name, so that no handle has to be changed for it. */
async function jobsOfPart(part: BatchPart, look: JobLook): Promise<SeenJob[]> {
  const jobs = [await seenJob(part, look)];
  for (let number = 1; number <= MOST_CONTINUATIONS; number += 1) {
    const state = jobs.at(-1)?.state;
    // Of a batch that was half cleaned up the first job may be gone, and its continuation not yet.
    if (state !== "expired" && state !== "gone") break;
    const next = await seenJob(continuationNames(part.job, number), look);
    if (next.wire === undefined) break;
    jobs.push(next);
  }
  return jobs;
}

async function seenJob(
  { job, outputDataset }: Pick<BatchPart, "job" | "outputDataset">,
  { client, handle, now, options }: JobLook,
): Promise<SeenJob> {
  const name = jobName(handle.account, job);
  const wire = await ifFound(client.batchInferenceJobs.get(name, options));
  if (wire === undefined) return { job, outputDataset, state: "gone" };
  return { job, outputDataset, state: stateOfJob(wire, now()), wire };
}

/** The last job of a part: what it is now is what the part is. */
export function latestJob({ jobs, part }: PartJobs): SeenJob {
  return jobs.at(-1) ?? { job: part.job, outputDataset: part.outputDataset, state: "gone" };
}

/**
 * Has the rest of an expired job run. The names are worked out, so that of two processes that do it at
 * once one makes the job, and the other finds it.
 */
export async function continueExpired(expired: PartJobs, look: JobLook): Promise<void> {
  const { client, handle, options } = look;
  const { wire, job } = latestJob(expired);
  const names = continuationNames(expired.part.job, expired.jobs.length);
  const duration = wire?.maxJobDuration;
  await ignoreConflict(
    client.batchInferenceJobs.create(
      {
        model: jobModel(handle.model),
        continuedFromJobName: jobName(handle.account, job),
        outputDatasetId: datasetName(handle.account, names.outputDataset),
        ...(wire?.displayName && { displayName: wire.displayName }),
        ...(duration && { maxJobDuration: duration }),
      },
      { batchInferenceJobId: names.job },
      options,
    ),
  );
}

async function ignoreConflict(creation: PromiseLike<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!FireworksConflictError.isInstance(error)) throw error;
  }
}
