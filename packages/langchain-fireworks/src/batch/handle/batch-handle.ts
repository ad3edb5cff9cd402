/**
 * All that another process needs to go on with a batch: names, no rows and no secret. Plain JSON; keep
 * it in a file or a database.
 */
export interface BatchHandle {
  /** Of this form. */
  version: 1;
  /** With which the names of all datasets and jobs begin. */
  id: string;
  /** The account they are in, without `accounts/`. */
  account: string;
  /** The model of every row. */
  model: string;
  /** When the first job was made, as RFC 3339. */
  createdAt: string;
  /** How many inputs were given, skipped ones included: results have one item for each. */
  rows: number;
  /** What was sent: first all rows, then those of each `retryFailed()`. */
  attempts: BatchAttempt[];
  /** Inputs that were not sent, with `onBadRow: "skip"`. At most 1,000. */
  skipped?: SkippedRow[];
}

/** One go at rows: a job for each part of them. */
export interface BatchAttempt {
  /** In the order of the rows. */
  parts: BatchPart[];
}

/** A dataset, and the job over it. The names are ids, without the account. */
export interface BatchPart {
  /** How many. */
  rows: number;
  /** The place of the first of them among the inputs, from 0. */
  firstIndex: number;
  /** The place of the last. Those between need not all be here. */
  lastIndex: number;
  /** The size of the dataset's file. */
  bytes: number;
  /** What was uploaded. */
  inputDataset: string;
  /** Over it. */
  job: string;
  /** What the job writes. A job that continues it has names of its own, see `batch-names.ts`. */
  outputDataset: string;
}

/** An input that cannot be a row of a batch, and why. */
export interface BadRow {
  /** Its place among the inputs, from 0. */
  index: number;
  /** Your id of it, if you gave `idOf`. */
  id?: string;
  /** What is wrong with it. */
  message: string;
  /** The same for programs. */
  code?: string;
}

/** An input that was left out. */
export interface SkippedRow extends BadRow {
  /** The input, if it is JSON of at most 1,000 characters. */
  input?: unknown;
}
