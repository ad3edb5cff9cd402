import type { BatchInferenceJob, JobLifecycle, JobProgress } from "fireworks-client/wire";
import { CREATED_BY } from "../created-by.js";
import { toTimestamp } from "../timestamps.js";
import type { BatchJob } from "./batch-job.js";
import type { JobMoment } from "./job-course.js";

/** The job as it is answered (contract 7.3): nothing is left out, what is not known yet is null. */
export function toWire(job: BatchJob, now: number): BatchInferenceJob {
  const { spec, deletedAt } = job;
  const moment = job.moment(now);
  const isReached = moment.state !== "JOB_STATE_VALIDATING";
  return {
    name: spec.name,
    displayName: spec.displayName,
    createTime: toTimestamp(spec.createdAt),
    createdBy: CREATED_BY,
    updateTime: toTimestamp(deletedAt ?? moment.since),
    expireTime: toTimestamp(spec.expiresAt),
    state: deletedAt === undefined ? moment.state : "JOB_STATE_DELETING_CLEANING_UP",
    status: job.status(now),
    model: spec.model,
    inputDatasetId: spec.inputDatasetId,
    outputDatasetId: spec.outputDatasetId,
    inferenceParameters: { extraBody: "{}", ...spec.parameters },
    jobProgress: isReached ? progressOf(job, moment) : null,
    lifecycle: isReached ? lifecycleOf(moment) : null,
    maxJobDuration: spec.maxJobDuration,
    placement: isReached ? PLACEMENT : null,
    precision: spec.precision,
    systemPrompt: spec.systemPrompt,
    waitingOnCapacity: deletedAt === undefined && job.isWaitingForCapacity(now),
    continuedFromJobName: spec.continuedFromJobName,
  };
}

/** As every job was answered that was seen. */
const PLACEMENT = {
  region: "REGION_UNSPECIFIED",
  regions: [],
  multiRegion: "MULTI_REGION_UNSPECIFIED",
};

/** The declared count is echoed once the job runs, true or not (contract 7.2). */
function progressOf({ results, rows, spec }: BatchJob, { runStartedAt }: JobMoment): JobProgress {
  return {
    percent: rows === 0 ? 0 : Math.floor((100 * results.done) / rows),
    epoch: 0,
    totalInputRequests: runStartedAt === undefined ? 0 : spec.declaredRows,
    totalProcessedRequests: results.done,
    successfullyProcessedRequests: results.answered,
    failedRequests: results.failed,
    outputRows: results.answered,
    inputTokens: results.inputTokens,
    outputTokens: results.outputTokens,
    cachedInputTokenCount: results.cachedTokens,
  };
}

function lifecycleOf({ validatedAt, runStartedAt, endedAt }: JobMoment): JobLifecycle {
  return {
    validatedTime: orNull(validatedAt),
    runStartTime: orNull(runStartedAt),
    endTime: orNull(endedAt),
  };
}

function orNull(time: number | undefined): string | null {
  return time === undefined ? null : toTimestamp(time);
}
