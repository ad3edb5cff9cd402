import { ChatFireworks } from "langchain-fireworks";
import { type BatchRun, FireworksBatch } from "langchain-fireworks/batch";
import type { AIMessageChunk } from "@langchain/core/messages";
import type { CellContext } from "../cell-context.js";
import type { Transport } from "../transports.js";

/** The three things one does with a batch. */
export type Stage = "submit" | "wait" | "results";

export const INPUTS = ["one", "two", "three"] as const;

/** How far a batch came, and what stopped it. */
export interface Life {
  readonly texts?: readonly string[];
  readonly failedAt?: Stage;
  readonly error?: unknown;
}

export function newBatch(context: CellContext, transport: Transport) {
  const chain = new ChatFireworks({
    model: "accounts/fireworks/models/kimi-k3",
    apiKey: context.key,
    baseURL: context.server.baseURL,
    fetch: transport.fetch,
    maxRetries: 1,
    onWarning: (warning) => context.keep(warning),
    onRetry: (info) => context.keep(info),
  });
  return new FireworksBatch({ chain, accountId: "acme", onWarning: (told) => context.keep(told) });
}

/** Submits, waits, and reads the results. Never rejects. */
export async function live(
  batch: ReturnType<typeof newBatch>,
  context: CellContext,
  { signal }: AbortController = context.abortController(),
): Promise<Life> {
  let stage: Stage = "submit";
  try {
    const run: BatchRun<AIMessageChunk> = await batch.submit([...INPUTS], { signal });
    context.keep(run, run.handle);
    stage = "wait";
    context.keep(await run.wait({ signal, pollMs: 5, maxPollMs: 5, maxWaitMs: 15_000 }));
    stage = "results";
    const texts: string[] = [];
    for await (const item of run.results({ signal })) {
      context.keep(item);
      if (item.error !== undefined) throw item.error;
      texts.push(item.message.text);
    }
    return { texts };
  } catch (error) {
    context.keep(error);
    return { failedAt: stage, error };
  }
}
