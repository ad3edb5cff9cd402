import { fitsStars } from "../../patterns/star-pattern.js";

/**
 * What goes wrong with one batch inference job. Patterns are whole texts in which `*` stands for any
 * characters, so that a plan is the same in code and in JSON.
 */
export interface BatchFault {
  /** Which jobs; all given conditions must hold. Default: every job. */
  match?: {
    /** Pattern of the last part of the job's name. */
    jobId?: string;
    /** Pattern. */
    displayName?: string;
    /** Pattern of the full model id. */
    model?: string;
  };
  /** The job ends as `JOB_STATE_FAILED` and leaves no output. */
  fail?: {
    /** Rows that are run before. Default 0. */
    afterRows?: number;
    /** Name of a gRPC status. Default `INTERNAL`. */
    code?: string;
    /** Default: a text that says the fault was asked for. */
    message?: string;
  };
  /** The job ends as `JOB_STATE_EXPIRED` once so many rows are done; those are kept. */
  expireAfterRows?: number;
  /** The job stays in `JOB_STATE_PENDING`, waiting for capacity, until it expires. */
  stayPending?: boolean;
  /** Patterns of `custom_id`: these rows go to the error file. */
  failRows?: string[];
  /** What stands there. Default: an internal server error. */
  rowError?: Record<string, unknown>;
  /** Patterns of `custom_id`: these rows are in neither file. */
  loseRows?: string[];
}

export interface FaultTarget {
  jobId: string;
  displayName: string;
  model: string;
}

/** The fault of a job, if it has one. */
export function faultFor(faults: readonly BatchFault[], job: FaultTarget): BatchFault | undefined {
  return faults.find(({ match = {} }) =>
    (["jobId", "displayName", "model"] as const).every(
      (key) => match[key] === undefined || fitsStars(match[key], job[key]),
    ),
  );
}

const ROW_ERROR = {
  message: "The row failed because the server was asked to let it fail",
  code: "INTERNAL_SERVER_ERROR",
};

/** What becomes of a row beside an answer: an error, nothing at all, or undefined for no fault. */
export function rowFault(
  fault: BatchFault,
  customId: string,
): { error: Record<string, unknown> } | "lost" | undefined {
  const isHit = (patterns: readonly string[] = []): boolean =>
    patterns.some((pattern) => fitsStars(pattern, customId));
  if (isHit(fault.loseRows)) return "lost";
  return isHit(fault.failRows) ? { error: fault.rowError ?? ROW_ERROR } : undefined;
}
