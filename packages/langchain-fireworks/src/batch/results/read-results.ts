import { setImmediate as nextTurn } from "node:timers/promises";
import { errorFromAbortedSignal, type PollClock } from "fireworks-client";
import type { BatchContext } from "../batch-context.js";
import type { BatchHandle } from "../handle/batch-handle.js";
import type { BatchItem } from "./batch-item.js";
import { BatchRunError } from "../errors/batch-run-error.js";
import { IndexSet } from "../files/index-set.js";
import { InputRows } from "./input-rows.js";
import { ItemMaker } from "./item-maker.js";
import { LineSpool } from "../files/line-spool.js";
import { isOver } from "../jobs/job-state.js";
import { latestJob, type PartJobs } from "../jobs/part-jobs.js";
import { findResultFiles, type ResultFile, type ResultFiles } from "./result-files.js";
import { readResultLine } from "./result-line.js";
import { resultRows, type RowReading } from "./result-rows.js";
import { TempFolder } from "../files/temp-folder.js";
import { readCustomId } from "../handle/custom-id.js";

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
  const look = { client: context.plan.client, account: handle.account, options };
  const files = await findResultFiles(found, look);
  refuseGone(order, files);
  const reading: RowReading = { handle, warn: context.warn, clock, signal };
  const folder = new TempFolder(context.folder);
  const parts = handle.attempts[0]?.parts ?? [];
  const inputs = new InputRows({ parts, look, reading, folder });
  const maker = new ItemMaker({ plan: context.plan, handle, found, inputs });
  try {
    const read = order.order === "arrival" ? asTheyCome : inInputOrder;
    let items = 0;
    for await (const item of read({ files, reading, maker, folder })) {
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
  files: ResultFiles;
  reading: RowReading;
  maker: ItemMaker<Output>;
  folder: TempFolder;
}

/** Answers stand before errors: a row that has both has an answer. */
const byWeight = ({ answers, errors }: ResultFiles): ResultFile[] => [...answers, ...errors];

async function* asTheyCome<Output>({
  files,
  reading,
  maker,
}: Reading<Output>): AsyncGenerator<BatchItem<Output>, void> {
  const { rows } = reading.handle;
  const seen = new IndexSet(rows);
  for (const file of byWeight(files)) {
    for await (const found of resultRows(file, reading)) {
      for (const { key, line, job } of found) {
        if (seen.add(key.index)) yield maker.item(key, line, job);
      }
    }
  }
  for (let index = 0; index < rows; index += 1) {
    if (!seen.has(index)) yield maker.missing(index);
  }
}

async function* inInputOrder<Output>({
  files,
  reading,
  maker,
  folder,
}: Reading<Output>): AsyncGenerator<BatchItem<Output>, void> {
  const { rows } = reading.handle;
  const path = await folder.file("answers");
  const spool = await LineSpool.create(path, { firstIndex: 0, lastIndex: rows - 1 });
  try {
    const ordered = byWeight(files);
    for (const [origin, file] of ordered.entries()) {
      for await (const found of resultRows(file, reading)) {
        for (const { key, text } of found) await spool.add(key.index, text, origin);
      }
    }
    await spool.flush();
    for (let index = 0; index < rows; index += 1) {
      const job = ordered[spool.originOf(index)]?.job;
      yield itemOf(maker, { index, text: spool.get(index), job });
    }
  } finally {
    await spool.close();
  }
}

interface KeptLine {
  index: number;
  /** Undefined where there is none. */
  text: string | undefined;
  job: string | undefined;
}

async function itemOf<Output>(
  maker: ItemMaker<Output>,
  { index, text, job }: KeptLine,
): Promise<BatchItem<Output>> {
  const line = text === undefined ? undefined : readResultLine(text);
  if (line === undefined || line.kind === "unreadable") return maker.missing(index);
  return maker.item(readCustomId(line.customId) ?? { index }, line, job);
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
function refuseGone(
  { found, handle }: Pick<ReadingOrder<never>, "found" | "handle">,
  { answers, errors }: ResultFiles,
): void {
  if (answers.length + errors.length > 0) return;
  const states = found.map((part) => latestJob(part).state);
  if (!states.some((state) => state === "gone" || state === "completed")) return;
  throw new BatchRunError({
    reason: "gone",
    batch: handle.id,
    happened: `The datasets of ${handle.id} are not there any more`,
    hint: "They were cleaned up or deleted; submit the inputs again under another `id`.",
  });
}
