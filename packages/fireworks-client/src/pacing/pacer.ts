import { parseModelId, modelId } from "../model-id.js";
import type { CallGate, GateEntry, Pass } from "./gate.js";
import { ModelQueue } from "./model-queue.js";
import { addTotals } from "./pace-state.js";
import type { PacerState } from "./pace-state.js";
import { readPacerOptions } from "./pacer-options.js";
import type { PacerOptions } from "./pacer-options.js";

/**
 * Lets calls through as fast as the account's rate limits allow, learned from the answers themselves. Share
 * one among all clients and models of an account: it keeps a budget for each model, and a fair queue.
 *
 * @example
 * ```ts
 * import { FireworksClient, Pacer } from "fireworks-client";
 *
 * const client = new FireworksClient({ pacer: new Pacer() });
 * ```
 */
export class Pacer implements CallGate {
  readonly maxRefusals: number;
  readonly #options: PacerOptions;
  readonly #queues = new Map<string, ModelQueue>();

  /** @throws FireworksConfigurationError for a number out of range */
  constructor(options: PacerOptions = {}) {
    this.maxRefusals = readPacerOptions(options).maxRefusals;
    this.#options = { ...options };
  }

  enter(entry: GateEntry): Promise<Pass> {
    return this.#queueOf(poolOf(entry.model)).enter(entry);
  }

  /** What is known and what waits, for each model and in all. A copy, fit for `JSON.stringify`. */
  state(): PacerState {
    const entries = [...this.#queues].map(([model, queue]) => [model, queue.state()] as const);
    const states = entries.map(([, state]) => state);
    return {
      inFlight: states.reduce((sum, { inFlight }) => sum + inFlight, 0),
      waiting: states.reduce((sum, { waiting }) => sum + waiting, 0),
      models: Object.fromEntries(entries),
      totals: addTotals(states.map(({ totals }) => totals)),
    };
  }

  #queueOf(model: string): ModelQueue {
    const known = this.#queues.get(model);
    if (known !== undefined) return known;
    const queue = new ModelQueue(model, this.#options);
    this.#queues.set(model, queue);
    return queue;
  }
}

/** Pools are per account and model (contract 8.1); one model has two spellings. */
function poolOf(model: string): string {
  const parsed = parseModelId(model);
  return parsed.kind === "slug" ? modelId(parsed.slug, parsed.account) : model;
}
