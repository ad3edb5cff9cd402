import type { BatchContext } from "./batch-context.js";
import type { BatchHandle } from "./batch-handle.js";

/** A batch that was submitted, in this process or another. */
export class BatchRun<Output = unknown> {
  /** All that another process needs; the same as {@link BatchRun.toJSON}. */
  readonly handle: BatchHandle;
  readonly #context: BatchContext<unknown, Output>;

  /** @internal Made by `submit` and `resume`. */
  constructor(context: BatchContext<unknown, Output>, handle: BatchHandle) {
    this.#context = context;
    this.handle = handle;
  }

  /** The model of every row. */
  get model(): string {
    return this.#context.plan.model;
  }

  /** The handle: `JSON.stringify(run)` is all that another process needs. */
  toJSON(): BatchHandle {
    return this.handle;
  }
}
