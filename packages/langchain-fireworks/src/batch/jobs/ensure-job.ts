import { FireworksConflictError, type PollClock, type RequestOptions } from "fireworks-client";
import type { BatchInferenceJob, CreateBatchInferenceJobRequest } from "fireworks-client/wire";
import type { BatchClient } from "../chain/batch-client.js";
import { BatchConflictError } from "../errors/batch-conflict-error.js";
import { shortId } from "../handle/batch-names.js";
import { contentMark, isMarked } from "../handle/content-mark.js";
import { ifFound } from "./if-found.js";
import { untilSeen } from "./until-seen.js";

/** A job that is to be there once. */
export interface JobOrder {
  jobs: BatchClient["batchInferenceJobs"];
  /** `accounts/<account>/batchInferenceJobs/<id>`. */
  name: string;
  /** All but the display name, which says what it is made of. Datasets by their full names. */
  request: Omit<CreateBatchInferenceJobRequest, "displayName"> & { outputDatasetId: string };
  /** Of the rows and the model, see `jobHash`. */
  sha256: string;
  clock: PollClock;
  options: RequestOptions;
}

/**
 * The job of that name, if it was made.
 *
 * @throws {@link BatchConflictError} for one over other rows or with another model, or one being deleted
 */
export async function findJob(
  order: Omit<JobOrder, "request">,
): Promise<BatchInferenceJob | undefined> {
  const { jobs, name, options } = order;
  const job = await ifFound(jobs.get(name, options));
  return job && checked(job, order);
}

function checked(
  job: BatchInferenceJob,
  { name, sha256 }: Pick<JobOrder, "name" | "sha256">,
): BatchInferenceJob {
  if (job.state?.startsWith("JOB_STATE_DELET") === true) throw beingDeleted(name);
  if (isMarked(job.displayName, sha256)) return job;
  throw new BatchConflictError(
    name,
    `The job ${name} is there already, with other rows or another model.`,
    "Give the batch another `id`, or the chain, the inputs and the `maxPartBytes` that it was submitted with.",
  );
}

/** Makes the job, or finds that it was made: asked for twice, it is paid once. */
export async function ensureJob(order: JobOrder): Promise<BatchInferenceJob> {
  const { jobs, name, request, sha256, clock, options } = order;
  const id = shortId(name);
  const named = { ...request, displayName: contentMark(id, sha256) };
  try {
    return await jobs.create(named, { batchInferenceJobId: name }, options);
  } catch (error) {
    if (!FireworksConflictError.isInstance(error)) throw error;
    const get = () => jobs.get(name, options);
    const job = await ifFound(untilSeen(get, clock, options.signal));
    if (job !== undefined) return checked(job, order);
    throw new BatchConflictError(
      request.outputDatasetId,
      `The dataset ${request.outputDatasetId} is there already, without its job ${name}.`,
      "Delete it, or give the batch another `id`.",
    );
  }
}

function beingDeleted(name: string): BatchConflictError {
  return new BatchConflictError(
    name,
    `The job ${name} is being deleted.`,
    "Give the batch another `id`, or submit it again when the job is gone.",
  );
}
