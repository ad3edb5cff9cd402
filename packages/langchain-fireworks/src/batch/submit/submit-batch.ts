import { addToMessage } from "../../errors/error-text.js";
import { inputError } from "../../errors/input-error.js";
import { MOST_SKIPPED } from "./bad-rows.js";
import type { BatchContext } from "../batch-context.js";
import { withHandle } from "../errors/submit-error-fields.js";
import type { BatchHandle } from "../handle/batch-handle.js";
import { idOfRows } from "../handle/content-mark.js";
import { type AttemptProgress, ensureAttempt, plannedAttempt } from "../jobs/ensure-attempt.js";
import { RowSpool, type SpooledPart } from "../files/row-spool.js";
import {
  checkInputs,
  checkSubmitOptions,
  type SubmitOptions,
  type SubmitProgress,
} from "./submit-options.js";
import { writeRows, type WrittenRows } from "./write-rows.js";

/** Inputs that are to become a batch. */
export interface SubmitOrder<Input> {
  context: BatchContext<Input>;
  inputs: Iterable<Input> | AsyncIterable<Input>;
  options: SubmitOptions<Input>;
}

/**
 * Writes the rows to files, then sees to it that their datasets and jobs are there. Names follow from the
 * rows: done again after a crash, or by two at once, it finds what was made and makes the rest.
 */
export async function submitBatch<Input>(order: SubmitOrder<Input>): Promise<BatchHandle> {
  checkSubmitOptions(order.options);
  checkInputs(order.inputs);
  await order.context.plan.check();
  const spool = new RowSpool(order.context);
  try {
    return await submitWith(spool, order);
  } finally {
    await spool.remove();
  }
}

async function submitWith<Input>(
  spool: RowSpool,
  { context, inputs, options }: SubmitOrder<Input>,
): Promise<BatchHandle> {
  const { signal, hours } = options;
  const progress = new Progress(options.onProgress);
  const onRows = (inputs: number, badRows: number) =>
    progress.tell({ inputs, badRows, bytes: spool.bytes });
  const written = await writeRows({ context, inputs, spool, options, onRows });
  refuse(written, options);
  const parts = await spool.finish();
  const account = await context.account(signal);
  const { model } = context.plan;
  const id = options.id ?? idOfRows(model, spool.digest());
  const handle = newHandle({ id, account, model }, { written, parts });
  const onProgress = ({ uploadedBytes, jobs }: AttemptProgress) =>
    progress.tell({ phase: "uploading", uploadedBytes, jobs, parts: parts.length });
  try {
    const order = { context, id, account, attempt: 0, parts, hours, signal, onProgress };
    const [first] = await ensureAttempt(order);
    return { ...handle, createdAt: first?.createTime ?? handle.createdAt };
  } catch (error) {
    if (error instanceof Error) addToMessage(error, goOn(id));
    throw withHandle(error, handle);
  }
}

function refuse({ inputs, bad }: WrittenRows, { onBadRow }: Pick<SubmitOptions, "onBadRow">) {
  if (inputs === 0) {
    throw inputError("There are no inputs.", { field: "inputs", code: "no_inputs" });
  }
  const isTooMuch = bad.count === inputs || bad.count > MOST_SKIPPED;
  if (bad.count > 0 && (onBadRow !== "skip" || isTooMuch)) throw bad.error();
}

function newHandle(
  names: Pick<BatchHandle, "id" | "account" | "model">,
  { written, parts }: { written: WrittenRows; parts: readonly SpooledPart[] },
): BatchHandle {
  const skipped = written.bad.named;
  return {
    version: 1,
    ...names,
    createdAt: new Date().toISOString(),
    rows: written.inputs,
    attempts: [plannedAttempt({ id: names.id, attempt: 0, parts })],
    ...(skipped.length > 0 && { skipped }),
  };
}

function goOn(id: string): string {
  return `The batch ${id} may be there in part: submit the same inputs again, and it goes on from there.`;
}

/** Remembers what was told before, so that each report is whole. */
class Progress {
  readonly #tell: SubmitOptions["onProgress"];
  #last: SubmitProgress = {
    phase: "writing",
    inputs: 0,
    badRows: 0,
    bytes: 0,
    uploadedBytes: 0,
    parts: 0,
    jobs: 0,
  };

  constructor(tell: SubmitOptions["onProgress"]) {
    this.#tell = tell;
  }

  tell(change: Partial<SubmitProgress>): void {
    this.#last = { ...this.#last, ...change };
    this.#tell?.(this.#last);
  }
}
