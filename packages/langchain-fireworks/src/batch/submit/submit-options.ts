import type { ChatCompletionRequest } from "fireworks-client/wire";
import { inputError } from "../../errors/input-error.js";
import { requireWholeNumber } from "../../settings/whole-number.js";
import { checkBatchId } from "../handle/batch-names.js";
import { checkHours, type JobHours } from "../jobs/job-hours.js";

/** The fields of a row's request that are its own. */
export type BatchRowRequest = Partial<
  Omit<ChatCompletionRequest, "messages" | "model" | "stream" | "stream_options">
>;

/** Options of `submit`. */
export interface SubmitOptions<Input = unknown> {
  /**
   * Begins the names of all datasets and jobs: 1 to 40 of a-z, 0-9 and hyphens, beginning with a letter.
   * Default: made of a hash over the model and all rows, so that the same inputs are the same jobs however
   * often they are submitted; another id runs them again.
   */
  id?: string | undefined;
  /** Your own id of an input, which its result carries. Need not be unique. Default: none. */
  idOf?: ((input: Input, index: number) => string | undefined) | undefined;
  /**
   * What one input asks in Fireworks' words, over what the chain asks, e.g. `{ max_tokens: 50 }`.
   * Default: nothing.
   */
  requestOf?: ((input: Input, index: number) => BatchRowRequest) | undefined;
  /**
   * What to do with inputs that cannot be sent: `refuse` sends nothing and throws a
   * {@link BatchInputError} that names them; `skip` leaves them out, at most 1,000, and their results are
   * errors. Default `refuse`.
   */
  onBadRow?: "refuse" | "skip" | undefined;
  /** After how many hours Fireworks ends the jobs: 12, 24, 48 or 72. Default: Fireworks' own, 24. */
  hours?: JobHours | undefined;
  /**
   * Send fields of `modelKwargs` that this version does not know. Default false: Fireworks refuses what it
   * does not know, and one refused row fails a job.
   */
  allowUnknownFields?: boolean | undefined;
  /** The largest row, in bytes. Default 33,554,432 (32 MiB). */
  maxRowBytes?: number | undefined;
  /** How many inputs pass the prompt side at a time, 1 to 1,000. Default 16. */
  maxConcurrency?: number | undefined;
  /** Stops at any step, with a `FireworksAbortError` whose `handle` says what was made by then. */
  signal?: AbortSignal | undefined;
  /** Told how far it has come: every 1,000 rows, and every piece of an upload. */
  onProgress?: ((progress: SubmitProgress) => void) | undefined;
}

/** How far a submission has come. */
export interface SubmitProgress {
  /** `writing`: inputs become rows in a file. `uploading`: files go to Fireworks, and jobs are made. */
  phase: "writing" | "uploading";
  /** Inputs that were read. */
  inputs: number;
  /** Inputs that cannot be sent. */
  badRows: number;
  /** The size of the rows that were written. */
  bytes: number;
  /** How much of it Fireworks has. */
  uploadedBytes: number;
  /** How many jobs there will be; 0 while rows are written. */
  parts: number;
  /** How many of them were made. */
  jobs: number;
}

/** Rows under way are in memory. */
const MOST_AT_ONCE = 1_000;

/** @throws {@link FireworksConfigurationError} naming the option */
export function checkSubmitOptions<Input>(options: SubmitOptions<Input>): void {
  const { id, onBadRow = "refuse", hours, maxRowBytes = 1, maxConcurrency = 1 } = options;
  if (id !== undefined) checkBatchId(id);
  if (!["refuse", "skip"].includes(onBadRow)) throw invalid("onBadRow", '"refuse" or "skip"');
  checkHours(hours);
  requireWholeNumber(maxRowBytes, { field: "maxRowBytes", from: 1 });
  requireWholeNumber(maxConcurrency, { field: "maxConcurrency", from: 1, to: MOST_AT_ONCE });
}

/** @throws {@link FireworksConfigurationError} for what is no list: a text would be one of letters */
export function checkInputs(inputs: unknown): void {
  const isList =
    typeof inputs === "object" &&
    inputs !== null &&
    (Symbol.iterator in inputs || Symbol.asyncIterator in inputs);
  if (!isList) throw invalid("inputs", "a list of inputs, or a generator of them");
}

function invalid(field: string, expected: string): Error {
  return inputError(`\`${field}\` has to be ${expected}.`, { field, code: "invalid_option" });
}
