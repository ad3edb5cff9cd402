import type { AIMessage } from "@langchain/core/messages";
import type { Runnable } from "@langchain/core/runnables";
import type { RequestOptions } from "fireworks-client";
import type { BatchInputRow, ChatCompletionResponse } from "fireworks-client/wire";
import type { PriceTable } from "../../models/prices.js";
import { type BatchClient, requireBatchClient } from "./batch-client.js";
import { promptMessages, rowBodyOf } from "./row-body.js";
import { type BatchableModel, callOf, modelOf, splitChain } from "./split-chain.js";

/** What a chain is to a batch: how rows are made of inputs, and how answers become outputs. */
export interface BatchPlan<Input, Output> {
  /** The model's own: same key, address and `fetch`. */
  readonly client: BatchClient;
  /** The model of every row. */
  readonly model: string;
  /** Prices over the built-in ones, as the model was given them; `null` turns costs off. */
  readonly prices: PriceTable | null | undefined;
  /** How the model's own requests travel, as far as it goes for an upload: retries, and who sees them. */
  readonly transport: Pick<RequestOptions, "maxRetries" | "onRetry" | "onResponse">;
  /** @throws {@link FireworksConfigurationError} for settings that no row can be sent with */
  check(): Promise<void>;
  /**
   * The prompt side of the chain, and then the body that `invoke` would send, without `model` and
   * `stream`.
   *
   * @param signal - handed to the prompt side.
   * @throws what the prompt side throws; {@link FireworksConfigurationError} for what cannot be sent
   */
  rowBody(input: Input, signal?: AbortSignal): Promise<BatchInputRow["body"]>;
  /**
   * The messages of an answer as `invoke` reads it, one for each choice; the first is what `invoke`
   * gives. Costs are those of batch jobs.
   *
   * @throws FireworksError for an answer without choices
   */
  messages(response: ChatCompletionResponse): Promise<AIMessage[]>;
  /** What follows the model in the chain: a parser, structured output. Throws what that throws. */
  output(message: AIMessage): Promise<Output>;
}

/**
 * Takes a chain apart at its model.
 *
 * @throws {@link FireworksConfigurationError} for a chain with no `ChatFireworks` or several, or with one
 * inside of something that decides at run time
 */
export function batchPlan<Input, Output>(chain: Runnable<Input, Output>): BatchPlan<Input, Output> {
  const parts = splitChain(chain);
  const { before, model, after } = parts;
  const asked = modelOf(parts);
  const call = callOf(parts);
  return {
    client: requireBatchClient(model.batchClient),
    model: asked,
    prices: model.prices,
    transport: transportOf(model),
    async check() {
      await call();
    },
    async rowBody(input, signal) {
      const prompt: unknown = before === undefined ? input : await before.invoke(input, { signal });
      const { request } = await call();
      return rowBodyOf(request(promptMessages(prompt)), asked);
    },
    async messages(response) {
      const { read } = await call();
      return read(response);
    },
    async output(message) {
      return (after === undefined ? message : await after.invoke(message)) as Output;
    },
  };
}

/** A timeout is one of answers: an upload takes as long as it takes. */
function transportOf({
  maxRetries,
  onRetry,
  onResponse,
}: BatchableModel): BatchPlan<unknown, unknown>["transport"] {
  return {
    ...(maxRetries !== undefined && { maxRetries: maxRetries ?? 0 }),
    ...(onRetry && { onRetry }),
    ...(onResponse && { onResponse }),
  };
}
