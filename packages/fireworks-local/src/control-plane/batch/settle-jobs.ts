import { Refusal } from "../../requests/refusal.js";
import { fileObject } from "../datasets/stored-dataset.js";
import type { ControlPlaneState } from "../state.js";
import type { BatchJob } from "./batch-job.js";

const ENCODER = new TextEncoder();
const RESULTS = "BIJOutputSet.jsonl";
const ERRORS = "error-data";

/**
 * Brings the jobs of a scope up to the clock: rows that are due are answered, what was deleted goes, and
 * the outputs of jobs that are over are there. Called before anything of jobs or datasets is looked at.
 */
export async function settleJobs({
  state,
  now,
}: {
  state: ControlPlaneState;
  now: number;
}): Promise<void> {
  const open = state.jobs.all().filter((job) => !job.isOver(now) || job.isGone(now));
  await Promise.all(open.map((job) => job.settle(now)));
  for (const job of state.jobs.all()) {
    if (job.isGone(now)) state.jobs.remove(job.name);
    else if (job.hasOutput(now) && !job.isPublished) publish(job, state, now);
  }
}

/** Where nothing more fits, the job fails: an error here would be one of every later call. */
function publish(job: BatchJob, state: ControlPlaneState, now: number): void {
  try {
    writeOutput(job, state, now);
    job.isPublished = true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    job.outputProblem = error.message;
    state.storage.removeUnder(fileObject(job.spec.outputDatasetId, ""));
  }
}

/** Contract 7.3: the names of both files. An empty file is there, too. */
function writeOutput(job: BatchJob, state: ControlPlaneState, now: number): void {
  const { outputDatasetId: name } = job.spec;
  const { answers, errors } = job.results.takeLines();
  const files = [
    { name: RESULTS, bytes: joined(answers) },
    { name: ERRORS, bytes: joined(errors) },
  ];
  for (const file of files) state.storage.write(fileObject(name, file.name), file.bytes);
  const endedAt = job.moment(now).endedAt ?? now;
  state.datasets.insert({
    name,
    fields: { sourceJobName: job.name, exampleCount: String(answers.length) },
    createdAt: endedAt,
    updatedAt: endedAt,
    readyAt: endedAt,
    files: files.map((file) => file.name),
    announced: [],
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  });
}

function joined(lines: readonly string[]): Uint8Array {
  return ENCODER.encode(lines.map((line) => `${line}\n`).join(""));
}
