import type { AIMessage } from "@langchain/core/messages";
import type { BatchHandle, SkippedRow } from "../handle/batch-handle.js";
import type { BatchItem, BatchFailure } from "./batch-item.js";
import type { BatchPlan } from "../chain/batch-plan.js";
import { BatchRowError, type BatchRowErrorInit } from "../errors/batch-row-error.js";
import type { RowKey } from "../handle/custom-id.js";
import type { InputRows } from "./input-rows.js";
import type { BatchState } from "../jobs/job-state.js";
import { latestJob, type PartJobs } from "../jobs/part-jobs.js";
import type { RowLine } from "./result-line.js";

/** What items are made of. */
export interface ItemSource<Output> {
  plan: Pick<BatchPlan<never, Output>, "messages" | "output">;
  handle: BatchHandle;
  found: readonly PartJobs[];
  inputs: InputRows;
}

/** Why a row is in no file, by what became of its job. */
const REASONS: Readonly<Partial<Record<BatchState, BatchRowErrorInit["reason"]>>> = {
  completed: "missing",
  expired: "expired",
};

/** Makes the item of a row from the line about it, or from there being none. */
export class ItemMaker<Output> {
  readonly #source: ItemSource<Output>;
  readonly #skipped: ReadonlyMap<number, SkippedRow>;

  constructor(source: ItemSource<Output>) {
    this.#source = source;
    this.#skipped = new Map(source.handle.skipped?.map((row) => [row.index, row]));
  }

  async item(key: RowKey, line: RowLine, job?: string): Promise<BatchItem<Output>> {
    if (line.kind === "error") {
      const { error: said, status } = line;
      return this.#failure(key, new BatchRowError({ reason: "refused", key, said, status, job }));
    }
    if (line.kind === "empty") {
      return this.#failure(key, new BatchRowError({ reason: "unusable", key, job }));
    }
    return this.#answer(key, line.response);
  }

  async #answer(
    key: RowKey,
    response: Extract<RowLine, { kind: "answer" }>["response"],
  ): Promise<BatchItem<Output>> {
    const { plan } = this.#source;
    let message: AIMessage | undefined;
    try {
      const messages = await plan.messages(response);
      [message] = messages;
      if (message === undefined) throw new BatchRowError({ reason: "unusable", key });
      return { ...key, message, messages, output: await plan.output(message) };
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      return this.#failure(key, error, message);
    }
  }

  /** For a row that is in no file. */
  async missing(index: number): Promise<BatchFailure> {
    const { inputs } = this.#source;
    const skipped = this.#skipped.get(index);
    if (skipped !== undefined) {
      const { id, message, code } = skipped;
      const key = id === undefined ? { index } : { index, id };
      const error = new BatchRowError({ reason: "skipped", key, said: { message, code } });
      return { ...key, error };
    }
    const sent = await inputs.get(index);
    if (sent === undefined)
      return { index, error: new BatchRowError({ reason: "skipped", key: { index } }) };
    const key = sent === "gone" ? { index } : sent.key;
    const error = new BatchRowError({ key, ...this.#fateOf(index) });
    if (sent === "gone") return { ...key, error };
    const { messages, body } = sent;
    return { ...key, error, input: { messages, body } };
  }

  async #failure(key: RowKey, error: Error, message?: AIMessage): Promise<BatchFailure> {
    const sent = await this.#source.inputs.get(key.index);
    const input = typeof sent === "object" && { messages: sent.messages, body: sent.body };
    return { ...key, error, ...(input && { input }), ...(message && { message }) };
  }

  /** What became of the job that had the row last. */
  #fateOf(index: number): Pick<BatchRowErrorInit, "reason" | "job" | "said"> {
    const part = this.#source.found.findLast(
      ({ part }) => part.firstIndex <= index && index <= part.lastIndex,
    );
    if (part === undefined) return { reason: "missing" };
    const { job, state, wire } = latestJob(part);
    const reason = REASONS[state] ?? "job-failed";
    const { code, message } = wire?.status ?? {};
    return reason === "job-failed" && message
      ? { reason, job, said: { code, message } }
      : { reason, job };
  }
}
