import type { Runnable } from "@langchain/core/runnables";
import { FireworksClient } from "fireworks-client";
import type { BatchInferenceJob, BatchInputRow } from "fireworks-client/wire";
import type { FireworksLocal, FireworksLocalOptions } from "fireworks-local";
import type { ChatFireworks, ChatFireworksFields } from "langchain-fireworks";
import { FireworksBatch, type FireworksBatchOptions } from "langchain-fireworks/batch";
import { KEY, localModels } from "../local-model.js";

/** A server of the test's own, models and batches that talk to it, and what it knows of them. */
export interface LocalBatches {
  local: FireworksLocal;
  model(fields?: Partial<ChatFireworksFields>): ChatFireworks;
  /** A batch of a bare model, or of what is given. */
  batch(): FireworksBatch<unknown, unknown>;
  batch<Input, Output>(
    chain: Runnable<Input, Output>,
    options?: Partial<FireworksBatchOptions<Input, Output>>,
  ): FireworksBatch<Input, Output>;
  /** The jobs the server has, oldest first. */
  jobs(): Promise<BatchInferenceJob[]>;
  /** The rows of an input dataset. */
  rows(dataset: string): Promise<BatchInputRow[]>;
}

export function localBatches(options?: FireworksLocalOptions): LocalBatches {
  const { local, model } = localModels(options);
  const client = new FireworksClient({ apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch });
  return {
    local,
    model,
    batch: <Input, Output>(chain?: Runnable<Input, Output>, more = {}) =>
      new FireworksBatch({
        chain: chain ?? (model() as unknown as Runnable<Input, Output>),
        ...more,
      }),
    async jobs() {
      const jobs: BatchInferenceJob[] = [];
      for await (const job of client.batchInferenceJobs.list({ orderBy: "create_time" })) {
        jobs.push(job);
      }
      return jobs;
    },
    async rows(dataset) {
      const rows: BatchInputRow[] = [];
      for await (const file of client.datasets.download(dataset)) {
        const text = await new Response(await file.open()).text();
        for (const line of text.trim().split("\n")) rows.push(JSON.parse(line) as BatchInputRow);
      }
      return rows;
    },
  };
}

/** The rows of a run's first attempt, all parts in their order. */
export async function sentRows(
  { rows }: Pick<LocalBatches, "rows">,
  run: { handle: { attempts: { parts: { inputDataset: string }[] }[] } },
): Promise<BatchInputRow[]> {
  const parts = run.handle.attempts[0]?.parts ?? [];
  const lists = await Promise.all(parts.map(({ inputDataset }) => rows(inputDataset)));
  return lists.flat();
}
