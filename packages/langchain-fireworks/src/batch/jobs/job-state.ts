import type { BatchInferenceJob } from "fireworks-client/wire";

/**
 * Where a job, or a batch of them, is:
 *
 * - `waiting`: its rows are checked, or it waits for capacity
 * - `running`: rows are answered, or answers are written
 * - `completed`: all rows are through, each with an answer or an error
 * - `expired`: time ran out; what was done by then is kept
 * - `failed`: nothing comes of it; the problem says why
 * - `cancelled`: somebody stopped it; what was done by then may be there
 * - `gone`: it is not there any more
 */
export type BatchState =
  | "waiting"
  | "running"
  | "completed"
  | "expired"
  | "failed"
  | "cancelled"
  | "gone";

/** Of Fireworks' states (contract, section 7.1) those that are not simply on their way. */
const STATES: Readonly<Record<string, BatchState>> = {
  RUNNING: "running",
  WRITING_RESULTS: "running",
  CANCELLING: "running",
  COMPLETED: "completed",
  ARCHIVED: "completed",
  EARLY_STOPPED: "cancelled",
  CANCELLED: "cancelled",
  FAILED: "failed",
  EXPIRED: "expired",
  DELETING: "gone",
  DELETING_CLEANING_UP: "gone",
  DELETED: "gone",
};

/** A deadline that the clocks of two machines see differently, and answers that are still written. */
const GRACE_MS = 60 * 60_000;

/** The longest a job may take (contract, section 7.3), for one that does not say when it expires. */
const LONGEST_JOB_MS = 72 * 60 * 60_000;

/**
 * The state of a job. What nobody has seen yet counts as on its way, as do all states before the end,
 * until the job is well past its hour: a dead job is not waited for.
 */
export function stateOfJob(job: BatchInferenceJob, now: number): BatchState {
  const name = job.state?.replace(/^JOB_STATE_/, "") ?? "";
  const state = Object.hasOwn(STATES, name) ? STATES[name] : undefined;
  if (state !== undefined && isOver(state)) return state;
  return isOverdue(job, now) ? "expired" : (state ?? "waiting");
}

/** Whether a job in this state changes no more. */
export const isOver = (state: BatchState): boolean => state !== "waiting" && state !== "running";

/** Past its hour, whatever it says of itself. */
function isOverdue(
  { expireTime, createTime }: Pick<BatchInferenceJob, "expireTime" | "createTime">,
  now: number,
): boolean {
  const given = Date.parse(expireTime ?? "");
  const latest = Number.isNaN(given) ? Date.parse(createTime ?? "") + LONGEST_JOB_MS : given;
  return now > latest + GRACE_MS;
}

const WORST_LAST: readonly BatchState[] = ["completed", "cancelled", "expired", "gone", "failed"];

/** Of several jobs: on its way as long as one is, else the worst there is. */
export function stateOfAll(states: readonly BatchState[]): BatchState {
  if (states.includes("running")) return "running";
  if (states.includes("waiting"))
    return states.some((state) => state === "completed") ? "running" : "waiting";
  return WORST_LAST.findLast((state) => states.includes(state)) ?? "completed";
}
