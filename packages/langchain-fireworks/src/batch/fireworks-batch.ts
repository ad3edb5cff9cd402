import type { Runnable } from "@langchain/core/runnables";
import { inputError } from "../errors/input-error.js";
import { batchContext, type BatchContext, type BatchSettings } from "./batch-context.js";
import type { BatchHandle } from "./handle/batch-handle.js";
import { batchPlan } from "./chain/batch-plan.js";
import { BatchRun } from "./batch-run.js";
import { parseHandle } from "./handle/parse-handle.js";
import { submitBatch } from "./submit/submit-batch.js";
import type { SubmitOptions } from "./submit/submit-options.js";

/** Options of `new FireworksBatch(options)`. */
export interface FireworksBatchOptions<Input, Output> extends BatchSettings {
  /**
   * What is run for every input: a `ChatFireworks`, one with tools or a schema bound, or steps in a row
   * with one of these among them, as in `prompt.pipe(llm).pipe(parser)`. What stands before the model
   * runs when the batch is submitted, what follows it when results are read.
   */
  chain: Runnable<Input, Output>;
}

/**
 * Runs a chain over many inputs by Fireworks' batch jobs, at half the price and within a day.
 *
 * @example
 * ```ts
 * import { ChatFireworks } from "langchain-fireworks";
 * import { FireworksBatch } from "langchain-fireworks/batch";
 *
 * const llm = new ChatFireworks({ model: "accounts/fireworks/models/deepseek-v4p1-flash" });
 * const batch = new FireworksBatch({ chain: llm });
 * const run = await batch.submit(["What is 1 + 1?", "What is 2 + 2?"]);
 * const handle = JSON.stringify(run); // all that another process needs
 * await run.wait();
 * for await (const item of run.results()) console.log(item.error ?? item.output.text);
 * ```
 */
export class FireworksBatch<Input, Output> {
  readonly #context: BatchContext<Input, Output>;

  /** @throws {@link FireworksConfigurationError} for a chain that cannot be taken apart at one model */
  constructor({ chain, ...settings }: FireworksBatchOptions<Input, Output>) {
    this.#context = batchContext(batchPlan(chain), settings);
  }

  /**
   * Checks all inputs, writes them to files, uploads these and starts a job for each. Memory does not grow
   * with their number. Submitting the same inputs again finds the jobs that were made: after a crash it goes
   * on where it was, and nothing is paid twice.
   *
   * @param inputs - What the chain takes; a generator if there are many.
   * @throws {@link BatchInputError} naming inputs that cannot be sent, with nothing sent;
   * {@link BatchConflictError} where the names are taken by other rows; `FireworksAbortError`, and what
   * requests throw. Once something may have been made, the error has the `handle` of the batch.
   */
  async submit(
    inputs: Iterable<Input> | AsyncIterable<Input>,
    options: SubmitOptions<Input> = {},
  ): Promise<BatchRun<Output>> {
    const handle = await submitBatch({ context: this.#context, inputs, options });
    return new BatchRun(this.#context, handle);
  }

  /**
   * The batch of a handle, to ask for its state and results from any process. Sends nothing.
   *
   * @param handle - As {@link BatchRun.toJSON} gave it, or its JSON text.
   * @throws {@link FireworksConfigurationError} for what is no handle, and for another model's
   */
  resume(handle: BatchHandle | string): BatchRun<Output> {
    const known = parseHandle(handle);
    const { model } = this.#context.plan;
    if (known.model !== model) throw otherModel(known.model, model);
    return new BatchRun(this.#context, known);
  }
}

function otherModel(model: string, own: string): Error {
  return inputError(`The batch asked ${model}, and this chain asks ${own}.`, {
    field: "handle",
    code: "other_model",
    hint: "Resume a batch with the chain that it was submitted with.",
  });
}
