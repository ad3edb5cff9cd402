import type { BatchState } from "./job-state.js";
import { latestJob, type PartJobs, type SeenJob } from "./part-jobs.js";

/** What went wrong with a job. */
export interface BatchProblem {
  /** The id of the job. */
  job: string;
  /** What became of it. */
  state: BatchState;
  /** Fireworks' code, such as `INVALID_ARGUMENT`. */
  code?: string;
  /** Fireworks' own words, or ours where it says nothing. */
  message: string;
  /** The line of the input file that Fireworks names, from 1. */
  line?: number;
  /** The place of that row among your inputs, from 0. Not for retries, which leave rows out. */
  index?: number;
}

const OURS: Readonly<Partial<Record<BatchState, string>>> = {
  failed: "The job failed, and Fireworks does not say why.",
  expired: "The job ran out of time; what was done by then is kept.",
  cancelled: "The job was stopped; what was done by then may be there.",
  gone: "The job is not there any more: somebody deleted it.",
};

/** One problem for a part at most: that of its latest job. */
export function problemsOf(found: PartJobs): BatchProblem[] {
  const latest = latestJob(found);
  const usual = OURS[latest.state];
  if (usual === undefined) return [];
  const { job, state, wire } = latest;
  const { code, message } = wire?.status ?? {};
  const line = lineIn(latest);
  const index = line === undefined ? undefined : indexOfLine(found, line);
  return [
    {
      job,
      state,
      ...(code && code !== "OK" && { code }),
      message: message || usual,
      ...(line !== undefined && { line }),
      ...(index !== undefined && { index }),
    },
  ];
}

/** `… failed on input2.jsonl:1: invalid role …` (contract, section 7.3). */
function lineIn({ wire }: SeenJob): number | undefined {
  const [, digits] = /\.jsonl:(\d+)\b/.exec(wire?.status?.message ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function indexOfLine({ part }: PartJobs, line: number): number | undefined {
  const { rows, firstIndex, lastIndex } = part;
  const isWhole = lastIndex - firstIndex + 1 === rows;
  return isWhole && line >= 1 && line <= rows ? firstIndex + line - 1 : undefined;
}
