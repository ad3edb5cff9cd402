import type { BatchInferenceJobState } from "fireworks-client/wire";
import type { BatchTimings } from "./batch-timings.js";

/** All that decides when a job is in which state. Times are milliseconds since 1970. */
export interface JobCourse {
  createdAt: number;
  expiresAt: number;
  timings: BatchTimings;
  /** Rows to run; undefined while the dataset has not been read to its end. */
  rows: number | undefined;
  /** Something is wrong with the dataset. */
  isInvalid: boolean;
  /** No capacity ever comes. */
  isNeverScheduled: boolean;
  /** The run ends early. */
  stop?: { afterRows: number; state: "JOB_STATE_EXPIRED" | "JOB_STATE_FAILED" } | undefined;
}

/** Where a job is at one moment. */
export interface JobMoment {
  state: BatchInferenceJobState;
  /** When that state began. */
  since: number;
  /** Rows that are done by then. */
  dueRows: number;
  validatedAt: number | undefined;
  runStartedAt: number | undefined;
  endedAt: number | undefined;
}

interface Step {
  state: BatchInferenceJobState;
  from: number;
}

const TERMINAL: ReadonlySet<BatchInferenceJobState> = new Set([
  "JOB_STATE_COMPLETED",
  "JOB_STATE_FAILED",
  "JOB_STATE_EXPIRED",
]);

export const isTerminal = (state: BatchInferenceJobState): boolean => TERMINAL.has(state);

/** The state machine of contract 7.3, as a function of the clock alone. */
export function momentOf(course: JobCourse, now: number): JobMoment {
  const steps = stepsOf(course).filter(({ from }) => from <= now);
  const { state, from } = steps.at(-1) ?? { state: "JOB_STATE_VALIDATING", from: course.createdAt };
  const begin = (of: BatchInferenceJobState): number | undefined =>
    steps.find((step) => step.state === of)?.from;
  const runStartedAt = begin("JOB_STATE_RUNNING");
  return {
    state,
    since: from,
    dueRows: runStartedAt === undefined ? 0 : rowsDue(course, runStartedAt, now),
    validatedAt: begin("JOB_STATE_PENDING"),
    runStartedAt,
    endedAt: isTerminal(state) ? from : undefined,
  };
}

/** The states in order, each with the moment it begins. */
function stepsOf(course: JobCourse): Step[] {
  const { createdAt, expiresAt, timings, rows, isInvalid, isNeverScheduled, stop } = course;
  const validatedAt = createdAt + timings.validatingMs;
  const steps: Step[] = [{ state: "JOB_STATE_VALIDATING", from: createdAt }];
  if (rows === undefined) return steps;
  if (isInvalid) return [...steps, { state: "JOB_STATE_FAILED", from: validatedAt }];
  steps.push({ state: "JOB_STATE_PENDING", from: validatedAt });
  if (isNeverScheduled) return expired(steps, expiresAt);
  const scheduledAt = validatedAt + timings.pendingMs;
  const runStart = scheduledAt + timings.creatingMs;
  const runEnd = runStart + rowsToRun(course) * timings.msPerRow;
  steps.push({ state: "JOB_STATE_CREATING", from: scheduledAt });
  steps.push({ state: "JOB_STATE_RUNNING", from: runStart });
  if (runEnd > expiresAt) return expired(steps, expiresAt);
  if (stop !== undefined && stop.afterRows <= rows)
    return [...steps, { state: stop.state, from: runEnd }];
  // Results that are all there are written, even past the hour.
  return [
    ...steps,
    { state: "JOB_STATE_WRITING_RESULTS", from: runEnd },
    { state: "JOB_STATE_COMPLETED", from: runEnd + timings.writingMs },
  ];
}

function expired(steps: Step[], expiresAt: number): Step[] {
  const begun = steps.filter(({ from }) => from < expiresAt);
  return [...begun, { state: "JOB_STATE_EXPIRED", from: expiresAt }];
}

function rowsToRun({ rows = 0, stop }: JobCourse): number {
  return Math.min(rows, stop?.afterRows ?? rows);
}

function rowsDue(course: JobCourse, runStart: number, now: number): number {
  const { msPerRow } = course.timings;
  const all = rowsToRun(course);
  if (msPerRow === 0) return all;
  return Math.min(all, Math.floor((Math.min(now, course.expiresAt) - runStart) / msPerRow));
}

/**
 * What is shown while the answers lag behind the clock, as those of very many rows may: the job runs
 * until the last row that is due is there.
 */
export function notAheadOf(moment: JobMoment, doneRows: number): JobMoment {
  const { runStartedAt, dueRows } = moment;
  if (runStartedAt === undefined || doneRows >= dueRows) return moment;
  return { ...moment, state: "JOB_STATE_RUNNING", since: runStartedAt, endedAt: undefined };
}
