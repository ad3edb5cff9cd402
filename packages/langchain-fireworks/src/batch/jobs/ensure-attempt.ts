import { parseModelId } from "fireworks-client";
import type { BatchInferenceJob } from "fireworks-client/wire";
import type { BatchContext } from "../batch-context.js";
import type { BatchAttempt, BatchPart } from "../handle/batch-handle.js";
import { datasetName, jobName, partNames } from "../handle/batch-names.js";
import { jobHash } from "../handle/content-mark.js";
import { ensureDataset } from "./ensure-dataset.js";
import { ensureJob, findJob } from "./ensure-job.js";
import type { SpooledPart } from "../files/row-spool.js";

/** Rows in files, and the jobs that are to answer them. */
export interface AttemptOrder {
  context: Pick<BatchContext, "plan" | "clock" | "request">;
  /** Of the batch. */
  id: string;
  account: string;
  /** 0 for what is submitted, then one more for each retry. */
  attempt: number;
  parts: readonly SpooledPart[];
  /** After which a job expires. Default: Fireworks' own, 24. */
  hours?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: AttemptProgress) => void) | undefined;
}

/** How far an attempt has come. */
export interface AttemptProgress {
  /** Of all parts. */
  uploadedBytes: number;
  /** Made. */
  jobs: number;
}

/** What an attempt will be called, whether it was begun or not. */
export function plannedAttempt({
  id,
  attempt,
  parts,
}: Pick<AttemptOrder, "id" | "attempt" | "parts">): BatchAttempt {
  return {
    parts: parts.map(({ rows, firstIndex, lastIndex, bytes }, part): BatchPart => {
      return { rows, firstIndex, lastIndex, bytes, ...partNames(id, { attempt, part }) };
    }),
  };
}

/**
 * Makes the datasets and jobs of an attempt that are not there yet, one part after the other. May be
 * asked for any number of times, by several processes at once: each job is made once.
 *
 * @returns the jobs, in the order of the parts
 * @throws {@link BatchConflictError} where a name is taken by something else, and what requests throw
 */
export async function ensureAttempt(order: AttemptOrder): Promise<BatchInferenceJob[]> {
  const jobs: BatchInferenceJob[] = [];
  let before = 0;
  for (const [place, { bytes }] of order.parts.entries()) {
    const uploaded = (read: number) => {
      order.onProgress?.({ uploadedBytes: before + read, jobs: jobs.length });
    };
    jobs.push(await ensurePart(order, place, uploaded));
    before += bytes;
    order.onProgress?.({ uploadedBytes: before, jobs: jobs.length });
  }
  return jobs;
}

async function ensurePart(
  order: AttemptOrder,
  place: number,
  onBytes: (read: number) => void,
): Promise<BatchInferenceJob> {
  const { context, id, account, attempt, hours, signal } = order;
  const part = order.parts[place] as SpooledPart;
  const { datasets, batchInferenceJobs: jobs } = context.plan.client;
  const names = partNames(id, { attempt, part: place });
  const model = jobModel(context.plan.model);
  const name = jobName(account, names.job);
  const { clock } = context;
  const options = context.request(signal);
  const sha256 = jobHash(model, part.sha256);
  const known = await findJob({ jobs, name, sha256, clock, options });
  if (known !== undefined) return known;
  const input = datasetName(account, names.inputDataset);
  await ensureDataset({ datasets, name: input, part, clock, options, onBytes });
  const request = {
    model,
    inputDatasetId: input,
    outputDatasetId: datasetName(account, names.outputDataset),
    ...(hours !== undefined && { maxJobDuration: `${hours * 3600}s` }),
  };
  return ensureJob({ jobs, name, request, sha256, clock, options });
}

/** Calls take short ids of Fireworks' own models; the control plane knows names alone. */
export function jobModel(model: string): string {
  const parsed = parseModelId(model);
  return parsed.kind === "slug" ? `accounts/fireworks/models/${parsed.slug}` : model;
}
