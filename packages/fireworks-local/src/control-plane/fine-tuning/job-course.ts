import type { FineTuningJobRecord } from "./job-record.js";
import type { FineTuningTimings } from "./timings.js";

/** Where a job is at one moment. */
export interface FineTuningMoment {
  state: string;
  /** Milliseconds of training that are done. */
  trainedMs: number;
  /** When it came to its end; undefined before. */
  endedAt: number | undefined;
}

/**
 * The states of contract 7.1 in the order in which batch jobs were seen to take them: no source has the
 * path of a training.
 */
export function momentOf(
  job: FineTuningJobRecord,
  now: number,
  timings: FineTuningTimings,
): FineTuningMoment {
  const { cancelledAt } = job;
  if (cancelledAt === undefined || now < cancelledAt) return uncancelled(job, now, timings);
  const { trainedMs } = uncancelled(job, cancelledAt, timings);
  return { state: "JOB_STATE_CANCELLED", trainedMs, endedAt: cancelledAt };
}

function uncancelled(
  { startedAt, trainedMs: before, epochs, problem }: FineTuningJobRecord,
  now: number,
  { validatingMs = 0, pendingMs = 0, msPerEpoch = 0, writingMs = 0 }: FineTuningTimings,
): FineTuningMoment {
  const validated = startedAt + validatingMs;
  const running = validated + pendingMs;
  const whole = epochs * msPerEpoch;
  const trained = running + Math.max(whole - before, 0);
  const ended = trained + writingMs;
  const at = (state: string, trainedMs: number): FineTuningMoment => {
    return { state, trainedMs, endedAt: undefined };
  };
  if (now < validated) return at("JOB_STATE_VALIDATING", before);
  if (problem !== undefined) return { ...at("JOB_STATE_FAILED", before), endedAt: validated };
  if (now < running) return at("JOB_STATE_PENDING", before);
  if (now < trained) return at("JOB_STATE_RUNNING", before + now - running);
  if (now < ended) return at("JOB_STATE_WRITING_RESULTS", whole);
  return { ...at("JOB_STATE_COMPLETED", whole), endedAt: ended };
}
