import { setImmediate as nextTurn } from "node:timers/promises";
import { errorFromAbortedSignal, type PollClock } from "fireworks-client";
import type { BatchContext } from "../batch-context.js";
import type { BatchHandle } from "../handle/batch-handle.js";
import type { BatchItem } from "./batch-item.js";
import { BatchRunError } from "../errors/batch-run-error.js";
import { IndexSet } from "../files/index-set.js";
import { InputRows } from "./input-rows.js";
import { ItemMaker } from "./item-maker.js";
import { KeptLines } from "./kept-lines.js";
import { isOver } from "../jobs/job-state.js";
import { latestJob, type PartJobs } from "../jobs/part-jobs.js";
import { findResultFiles, type ResultFile } from "./result-files.js";
import { resultRows, type RowReading } from "./result-rows.js";
import { TempFolder } from "../files/temp-folder.js";

/** In which order results are read. */
export type ResultsOrder = "input" | "arrival";

/** All that reading takes. */
export interface ReadingOrder<Output> {
  context: Pick<BatchContext<never, Output>, "plan" | "folder" | "warn" | "request">;
  clock: PollClock;
  handle: BatchHandle;
  /** All parts with their jobs. */
  found: readonly PartJobs[];
  order: ResultsOrder;
  signal: AbortSignal | undefined;
}

/** After so many rows other work gets its turn: reading by itself would leave no room for a timer. */
const ROWS_BETWEEN_TURNS = 256;

/**
 * One item for every input, whatever came: what is twice counts once, what is nowhere is an error. Keeps
 * some bytes a row in memory, and the rest in a folder that is removed at the end.
 *
 * @throws {@link BatchRunError} for a batch that is not over or not there any more, and for files that
 * hold something else; what requests throw
 */
export async function* readResults<Output>(
  order: ReadingOrder<Output>,
): AsyncGenerator<BatchItem<Output>, void> {
  const { context, handle, found, signal, clock } = order;
  refuseUnfinished(order);
  const options = context.request(signal);
  const look = { client: context.plan.client, account: handle.account, options, clock };
  const files = await findResultFiles(found, look);
  if (files === undefined) refuseGone(order);
  const reading: RowReading = { handle, warn: context.warn, clock, signal };
  const folder = new TempFolder(context.folder);
  const parts = handle.attempts[0]?.parts ?? [];
  const inputs = new InputRows({ parts, look, reading, folder });
  const maker = new ItemMaker({ plan: context.plan, handle, found, inputs });
  try {
    const read = order.order === "arrival" ? asTheyCome : inInputOrder;
    let items = 0;
    for await (const item of read({ files: files ?? [], reading, maker, folder })) {
      if ((items += 1) % ROWS_BETWEEN_TURNS === 0) await nextTurn();
      if (signal?.aborted === true) throw errorFromAbortedSignal(signal);
      yield item;
    }
  } finally {
    await inputs.close();
    await folder.remove();
  }
}

interface Reading<Output> {
  files: readonly ResultFile[];
  reading: RowReading;
  maker: ItemMaker<Output>;
  folder: TempFolder;
}

/** Answers at once; what has none at the end, because an answer may follow elsewhere. */
async function* asTheyCome<Output>(
  order: Reading<Output>,
): AsyncGenerator<BatchItem<Output>, void> {
  const { files, reading, maker } = order;
  const { rows } = reading.handle;
  const answered = new IndexSet(rows);
  const others = new KeptLines(order);
  try {
    for (const [origin, file] of files.entries()) {
      for await (const found of resultRows(file, reading)) {
        for (const row of found) {
          const { key, line, job } = row;
          if (line.kind !== "answer") await others.add(row, origin);
          else if (answered.add(key.index)) yield maker.item(key, line, job);
        }
      }
    }
    await others.flush();
    for (let index = 0; index < rows; index += 1) {
      if (!answered.has(index)) yield others.item(index);
    }
  } finally {
    await others.close();
  }
}

async function* inInputOrder<Output>(
  order: Reading<Output>,
): AsyncGenerator<BatchItem<Output>, void> {
  const { files, reading } = order;
  const lines = new KeptLines(order);
  try {
    for (const [origin, file] of files.entries()) {
      for await (const found of resultRows(file, reading)) {
        for (const row of found) await lines.add(row, origin);
      }
    }
    await lines.flush();
    for (let index = 0; index < reading.handle.rows; index += 1) yield lines.item(index);
  } finally {
    await lines.close();
  }
}

function refuseUnfinished({ found, handle }: Pick<ReadingOrder<never>, "found" | "handle">): void {
  const open = found.map(latestJob).filter(({ state }) => !isOver(state));
  const [first] = open;
  if (first === undefined) return;
  throw new BatchRunError({
    reason: "not-done",
    batch: handle.id,
    happened: `${open.length} of the jobs of ${handle.id} have not ended; ${first.job} is ${first.state}`,
    hint: "Call wait() first, or results({ wait: true }).",
    retryable: true,
  });
}

/** Nothing is left to read: every row would be an error, which is not what became of them. */
function refuseGone({ found, handle }: Pick<ReadingOrder<never>, "found" | "handle">): void {
  const states = found.map((part) => latestJob(part).state);
  if (!states.some((state) => state === "gone" || state === "completed")) return;
  throw new BatchRunError({
    reason: "gone",
    batch: handle.id,
    happened: `The datasets of ${handle.id} are not there any more`,
    hint: "They were cleaned up or deleted; submit the inputs again under another `id`.",
  });
}
