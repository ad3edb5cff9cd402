import { inputError } from "../../errors/input-error.js";
import { untilAborted, untilAbortedEach } from "./abortable.js";
import { BadRows } from "./bad-rows.js";
import type { BatchContext } from "../batch-context.js";
import { customIdOf } from "../handle/custom-id.js";
import { inOrder } from "./in-order.js";
import { checkBody, checkSize, MOST_ROW_BYTES, type RowRules } from "./row-check.js";
import type { RowSpool } from "../files/row-spool.js";
import type { SubmitOptions } from "./submit-options.js";

/** What became of the inputs. */
export interface WrittenRows {
  /** How many there were. */
  inputs: number;
  bad: BadRows;
}

/** What the inputs are written with. */
export interface WriteOrder<Input> {
  context: Pick<BatchContext<Input>, "plan" | "maxPartBytes">;
  inputs: Iterable<Input> | AsyncIterable<Input>;
  spool: RowSpool;
  options: SubmitOptions<Input>;
  /** Told from time to time. */
  onRows: (inputs: number, bad: number) => void;
}

/** An input as a line of the file, or what is wrong with it. */
type Outcome = { id?: string | undefined } & (
  | { line: string }
  | { error: unknown; input: unknown }
);

const ROWS_BETWEEN_REPORTS = 1_000;
const DEFAULT_CONCURRENCY = 16;

/**
 * Makes rows of inputs and keeps the good ones. All are looked at before anything is sent: one bad row
 * fails a whole job.
 */
export async function writeRows<Input>(order: WriteOrder<Input>): Promise<WrittenRows> {
  const { inputs, spool, options, onRows } = order;
  const { signal, maxConcurrency = DEFAULT_CONCURRENCY, onBadRow } = options;
  const bad = new BadRows();
  let index = 0;
  const rows = inOrder(untilAbortedEach(inputs, signal), rowMaker(order), maxConcurrency);
  for await (const row of rows) {
    if ("error" in row) bad.add({ index, ...row });
    // Nothing will be sent: the rest is only looked at.
    else if (bad.count === 0 || onBadRow === "skip") await spool.add(row.line, index);
    index += 1;
    if (index % ROWS_BETWEEN_REPORTS === 0) onRows(index, bad.count);
  }
  onRows(index, bad.count);
  return { inputs: index, bad };
}

function rowMaker<Input>({ context, options }: WriteOrder<Input>) {
  const { plan, maxPartBytes } = context;
  const {
    idOf,
    requestOf,
    signal,
    maxRowBytes = MOST_ROW_BYTES,
    allowUnknownFields = false,
  } = options;
  const rules: RowRules = { maxRowBytes: Math.min(maxRowBytes, maxPartBytes), allowUnknownFields };
  return async (input: Input, index: number): Promise<Outcome> => {
    let id: string | undefined;
    try {
      id = checkedId(idOf?.(input, index));
      const asked = await untilAborted(plan.rowBody(input, signal), signal);
      const body = { ...asked, ...requestOf?.(input, index) };
      checkBody(body, rules);
      const line = JSON.stringify({ custom_id: customIdOf({ index, id }), body });
      checkSize(Buffer.byteLength(line) + 1, rules);
      return { line, id };
    } catch (error) {
      return { error, input, id };
    }
  };
}

function checkedId(id: unknown): string | undefined {
  if (id === undefined || typeof id === "string") return id;
  throw inputError("`idOf` gave something else than a text.", {
    field: "idOf",
    code: "invalid_id",
  });
}
