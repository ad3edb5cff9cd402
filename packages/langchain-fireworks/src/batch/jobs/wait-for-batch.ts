import { poll, type PollClock } from "fireworks-client";
import { inputError } from "../../errors/input-error.js";
import type { BatchStatus } from "./batch-status.js";
import {
  continueExpired,
  type JobLook,
  latestJob,
  MOST_CONTINUATIONS,
  type PartJobs,
} from "./part-jobs.js";

/** Options of `wait`. */
export interface BatchWaitOptions {
  /** Ends the waiting; the jobs go on. */
  signal?: AbortSignal | undefined;
  /** How long to wait at most, in milliseconds. Default 864,000,000: 10 days. */
  maxWaitMs?: number | undefined;
  /** The wait before the second look, in milliseconds; it grows by half each time. Default 5,000. */
  pollMs?: number | undefined;
  /** The longest wait between two looks, in milliseconds. Default 60,000. */
  maxPollMs?: number | undefined;
  /** Told of every look. What it throws ends the wait. */
  onProgress?: ((status: BatchStatus) => void) | undefined;
  /**
   * What to do with a job that expired: `true` has the rest of it run by a job that continues it, at most
   * three times a part; a number is how often instead; `false` leaves it. Default true.
   */
  continueExpired?: boolean | number | undefined;
}

/** What is waited for. */
export interface WaitOrder {
  id: string;
  clock: PollClock;
  options: BatchWaitOptions;
  look: (signal: AbortSignal | undefined) => Promise<{ found: PartJobs[]; jobLook: JobLook }>;
  status: (found: readonly PartJobs[]) => BatchStatus;
}

const LONGEST_WAIT_MS = 10 * 24 * 60 * 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
const USUAL_CONTINUATIONS = 3;

/** What was made a moment ago may be seen a little later: so many looks in a row that miss it are right. */
const LOOKS_TO_BELIEVE = 4;

/**
 * Waits until all jobs have ended, and has expired ones continued. Always ends: jobs past their hour and
 * jobs that are gone are over.
 *
 * @throws {@link FireworksWaitError} when nothing at all came of the batch, or the time is up;
 * {@link FireworksAbortError}; what requests throw that does not pass
 */
export async function waitForBatch(order: WaitOrder): Promise<BatchStatus> {
  const { id, clock, options, status } = order;
  const { signal, maxWaitMs, pollMs, maxPollMs, onProgress } = options;
  const most = continuationsOf(options);
  let doubts = 0;
  const look = async (signal: AbortSignal | undefined): Promise<BatchStatus> => {
    const seen = await order.look(signal);
    const expired = seen.found.filter((part) => isContinuable(part, most, seen.found));
    for (const part of expired) await continueExpired(part, seen.jobLook);
    const { found } = expired.length === 0 ? seen : await order.look(signal);
    const isNew = jobsIn(found) > jobsIn(seen.found);
    const isDoubtful = expired.length > 0 || found.some(isUnseen);
    doubts = isNew || !isDoubtful ? Number(isDoubtful) : doubts + 1;
    return status(found);
  };
  const isSettled = (): boolean => doubts === 0 || doubts >= LOOKS_TO_BELIEVE;
  const last = await poll<BatchStatus & { name?: string; status?: never }>(
    {
      name: `The batch ${id}`,
      look: ({ signal }) => look(signal),
      judge: (seen) =>
        seen.isOver && isSettled() ? (cameToNothing(seen) ? "failed" : "done") : "wait",
      said: ({ problems: [problem] }) => problem?.message,
      defaultMaxWaitMs: LONGEST_WAIT_MS,
      options: {
        signal,
        maxWaitMs,
        pollMs: pollMs ?? FIRST_PAUSE_MS,
        maxPollMs: maxPollMs ?? LONGEST_PAUSE_MS,
        onPoll: ({ resource }) => resource && onProgress?.(resource),
      },
    },
    clock,
  );
  return last as BatchStatus;
}

/** Of a batch that ended with some answers the results tell what is missing. */
const cameToNothing = ({ state, counts }: BatchStatus): boolean =>
  state !== "completed" && counts.succeeded === 0;

const jobsIn = (found: readonly PartJobs[]): number =>
  found.reduce((sum, { jobs }) => sum + jobs.length, 0);

/** Not there at all; one that is being deleted says so. */
const isUnseen = (part: PartJobs): boolean => latestJob(part).wire === undefined;

/** Only what says itself that it expired can be continued, and only the latest attempt is worth it. */
function isContinuable(part: PartJobs, most: number, found: readonly PartJobs[]): boolean {
  const { wire } = latestJob(part);
  const isLatest = part.attempt === found.at(-1)?.attempt;
  return isLatest && wire?.state === "JOB_STATE_EXPIRED" && part.jobs.length <= most;
}

/** @throws {@link FireworksConfigurationError} */
function continuationsOf({ continueExpired = true }: BatchWaitOptions): number {
  if (continueExpired === true) return USUAL_CONTINUATIONS;
  if (continueExpired === false) return 0;
  if (Number.isInteger(continueExpired) && continueExpired >= 0)
    return Math.min(continueExpired, MOST_CONTINUATIONS);
  throw inputError("`continueExpired` is neither true nor false nor a number of times.", {
    field: "continueExpired",
    code: "invalid_option",
    hint: "Give a whole number from 0 to 20.",
  });
}
