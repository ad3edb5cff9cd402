import type { Cost } from "../../models/cost.js";
import { costOf } from "../../models/cost.js";
import type { PriceTable } from "../../models/prices.js";
import type { BatchHandle } from "../handle/batch-handle.js";
import { type BatchState, isOver, stateOfAll } from "./job-state.js";
import { type BatchProblem, problemsOf } from "./job-problems.js";
import { latestJob, type PartJobs } from "./part-jobs.js";

/** How many rows are how far. */
export interface BatchCounts {
  /** Rows that were sent, each counted once however often it was tried. */
  total: number;
  /** Rows that are through. */
  processed: number;
  /** Rows with an answer. */
  succeeded: number;
  /** Rows that are through and have none. */
  failed: number;
  /** Inputs that were not sent (`onBadRow: "skip"`); not part of `total`. */
  skipped: number;
}

/** What was used so far, continuations and retries included. */
export interface BatchTokens {
  /** Of prompts, cached ones included. */
  input: number;
  /** Of prompts, from the cache. */
  cached: number;
  /** Generated. */
  output: number;
}

/** One part of the batch. */
export interface BatchPartStatus {
  /** 0 for what was submitted, 1 for the first retry… */
  attempt: number;
  /** Its place among the parts of the attempt, from 0. */
  part: number;
  /** The id of its latest job. */
  job: string;
  /** Where it is. */
  state: BatchState;
  /** The same in Fireworks' words, `JOB_STATE_…`; absent when the job is gone. */
  jobState?: string;
  /** Its rows. */
  rows: number;
  /** Those that are through. */
  processed: number;
  /** Those with an answer. */
  succeeded: number;
  /** Those that are through and have none. */
  failed: number;
  /** How often an expired job was continued. */
  continuations: number;
  /** Whether it waits for capacity. */
  waitingOnCapacity: boolean;
  /** When it expires, as RFC 3339. */
  expireTime?: string;
}

/** How far a batch is. Plain JSON. */
export interface BatchStatus {
  /** The id of the batch. */
  id: string;
  /** Of the latest attempt: on its way as long as one part is, else the worst there is. */
  state: BatchState;
  /** Whether nothing changes any more without you. */
  isOver: boolean;
  /** How many rows are how far. */
  counts: BatchCounts;
  /** 0 to 100, in whole tenths. */
  percent: number;
  /** What was used so far. */
  tokens: BatchTokens;
  /** What that costs at the price of batch jobs, in US dollars; `null` where price or tokens are not known. */
  cost: Cost | null;
  /** Whether a part waits for capacity. */
  waitingOnCapacity: boolean;
  /** When the first part that is on its way expires, as RFC 3339; `null` when none is. */
  expireTime: string | null;
  /** What went wrong with jobs, in Fireworks' words. Rows that failed are items of the results. */
  problems: BatchProblem[];
  /** All parts of all attempts. */
  parts: BatchPartStatus[];
}

/** Adds up what the jobs of a batch say. */
export function statusOf(
  found: readonly PartJobs[],
  { handle, prices }: { handle: BatchHandle; prices: PriceTable | null | undefined },
): BatchStatus {
  const lastAttempt = handle.attempts.length - 1;
  const parts = found.map((each) => partStatus(each, partNumber(each, handle)));
  const latest = parts.filter(({ attempt }) => attempt === lastAttempt);
  const state = stateOfAll(latest.map((part) => part.state));
  const counts = countsOf(parts, handle);
  const tokens = tokensOf(found);
  const open = latest.filter((part) => !isOver(part.state));
  const expiries = open.flatMap(({ expireTime }) => expireTime ?? []);
  return {
    id: handle.id,
    state,
    isOver: isOver(state),
    counts,
    percent: counts.total === 0 ? 100 : Math.floor((1000 * counts.processed) / counts.total) / 10,
    tokens,
    cost: isUncounted(counts, tokens) ? null : costOfTokens(tokens, handle.model, prices),
    waitingOnCapacity: open.some((part) => part.waitingOnCapacity),
    expireTime: expiries.toSorted()[0] ?? null,
    problems: found.flatMap((each) => problemsOf(each)),
    parts,
  };
}

const partNumber = ({ attempt, part }: PartJobs, { attempts }: BatchHandle): number =>
  attempts[attempt]?.parts.findIndex(({ job }) => job === part.job) ?? 0;

function partStatus(found: PartJobs, number: number): BatchPartStatus {
  const { attempt, part, jobs } = found;
  const { job, state, wire } = latestJob(found);
  const progress = jobs.map(({ wire }) => wire?.jobProgress ?? {});
  const rows = part.rows;
  // A continuation runs what has no answer yet, failed rows included: their failures are its own.
  const succeeded = Math.min(rows, sum(progress.map((each) => each.successfullyProcessedRequests)));
  const last = progress.at(-1) ?? {};
  const lost = count(last.totalProcessedRequests) - count(last.successfullyProcessedRequests);
  const failed = Math.min(rows - succeeded, Math.max(count(last.failedRequests), lost, 0));
  const isDone = state === "completed";
  // Not every completed job says how many rows it answered; its files do.
  const answered = isDone && !saysCounts(jobs) ? rows : succeeded;
  return {
    attempt,
    part: number,
    job,
    state,
    ...(wire?.state && { jobState: wire.state }),
    rows,
    processed: isDone ? rows : answered + failed,
    succeeded: answered,
    failed: isDone ? rows - answered : failed,
    continuations: jobs.length - 1,
    waitingOnCapacity: !isOver(state) && wire?.waitingOnCapacity === true,
    ...(wire?.expireTime && { expireTime: wire.expireTime }),
  };
}

/** A retry runs rows again that count already: only those that it has not reached are open. */
function countsOf(parts: readonly BatchPartStatus[], handle: BatchHandle): BatchCounts {
  const [first = { parts: [] }] = handle.attempts;
  const total = sum(first.parts.map(({ rows }) => rows));
  const lastAttempt = handle.attempts.length - 1;
  const latest = parts.filter(({ attempt }) => attempt === lastAttempt);
  const open = sum(latest.map(({ rows, processed }) => rows - processed));
  const succeeded = Math.min(total, sum(parts.map((part) => part.succeeded)));
  const processed = Math.max(succeeded, total - open);
  return {
    total,
    processed,
    succeeded,
    failed: processed - succeeded,
    skipped: handle.rows - total,
  };
}

function tokensOf(found: readonly PartJobs[]): BatchTokens {
  const progress = found.flatMap(({ jobs }) => jobs.map(({ wire }) => wire?.jobProgress ?? {}));
  return {
    input: sum(progress.map((each) => each.inputTokens)),
    cached: sum(progress.map((each) => each.cachedInputTokenCount)),
    output: sum(progress.map((each) => each.outputTokens)),
  };
}

/** Rows were answered, and nobody says with how many tokens. */
const isUncounted = ({ succeeded }: BatchCounts, { input, output }: BatchTokens): boolean =>
  succeeded > 0 && input + output === 0;

const saysCounts = (jobs: PartJobs["jobs"]): boolean =>
  jobs.some(({ wire }) => {
    const { totalProcessedRequests, successfullyProcessedRequests, failedRequests } =
      wire?.jobProgress ?? {};
    return sum([totalProcessedRequests, successfullyProcessedRequests, failedRequests]) > 0;
  });

function costOfTokens(
  { input, cached, output }: BatchTokens,
  model: string,
  prices: PriceTable | null | undefined,
): Cost | null {
  if (prices === null) return null;
  const usage = {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_token_details: { cache_read: cached },
  };
  return costOf(usage, { model, batch: true }, prices);
}

/** The control plane writes many numbers as texts. */
function count(value: unknown): number {
  const number = typeof value === "number" || typeof value === "string" ? Number(value) : 0;
  return Number.isFinite(number) && number > 0 ? number : 0;
}

const sum = (values: readonly unknown[]): number =>
  values.reduce<number>((total, value) => total + count(value), 0);
