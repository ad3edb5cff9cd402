import type { SupervisedFineTuningJob } from "fireworks-client/wire";
import { CREATED_BY } from "../created-by.js";
import { OK_STATUS } from "../messages/status.js";
import { toTimestamp } from "../timestamps.js";
import { momentOf } from "./job-course.js";
import type { FineTuningJobRecord } from "./job-record.js";
import type { FineTuningTimings } from "./timings.js";

/** The job as the control plane shows it at a moment (contract 7.7). */
export function toFineTuningJob(
  job: FineTuningJobRecord,
  now: number,
  timings: FineTuningTimings,
): SupervisedFineTuningJob {
  const { name, fields, epochs, createdAt, updatedAt, problem, estimatedCost } = job;
  const { state, trainedMs, endedAt } = momentOf(job, now, timings);
  const msPerEpoch = timings.msPerEpoch ?? 0;
  const isDone = state === "JOB_STATE_COMPLETED";
  const share = msPerEpoch === 0 ? Number(isDone) : trainedMs / (epochs * msPerEpoch);
  const epoch = msPerEpoch === 0 ? 0 : Math.floor(trainedMs / msPerEpoch);
  const failed = state === "JOB_STATE_FAILED";
  return {
    displayName: "",
    ...fields,
    name,
    epochs,
    createdBy: CREATED_BY,
    createTime: toTimestamp(createdAt),
    updateTime: toTimestamp(Math.max(updatedAt, endedAt ?? 0)),
    state,
    status: failed ? { code: "INVALID_ARGUMENT", message: problem ?? "" } : OK_STATUS,
    jobProgress: { percent: Math.floor(100 * share), epoch: Math.min(epoch, epochs - 1) },
    estimatedCost,
    ...(endedAt !== undefined && { completedTime: toTimestamp(endedAt) }),
  };
}
