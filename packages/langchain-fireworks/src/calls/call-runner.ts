import type { AsyncCaller, AsyncCallerParams } from "@langchain/core/utils/async_caller";
import {
  errorFromAbortedSignal,
  type Models,
  onAbort,
  type StreamRequestOptions,
} from "fireworks-client";
import type { ModelUse } from "../models/similar-model-ids.js";
import { ModelSuggestions } from "./model-suggestions.js";
import { type DeploymentWaiting, untilDeployed } from "./wait-for-deployment.js";

/** For core's callers: the client owns all retries, a caller only keeps the queue. */
export const NO_RETRIES: Readonly<AsyncCallerParams> = {
  maxRetries: 0,
  onFailedAttempt: () => {},
};

/** How a call travels, whatever it asks for. */
export interface CallPlan {
  /** The model that is asked. */
  model: string;
  /** For the client. */
  options: StreamRequestOptions;
  /** The wait for a deployment that is starting, if one was asked for. */
  waiting?: DeploymentWaiting | undefined;
  /** Whether a 404 names the nearest ids. */
  suggestModels: boolean;
}

/**
 * What the calls of every class have in common: they wait for their place, wait for a deployment that
 * is starting, and a 404 names the nearest ids.
 */
export class CallRunner {
  /** The class's caller when `maxConcurrency` limits it; it must never retry. */
  readonly #queue: AsyncCaller | undefined;
  readonly #suggestions: ModelSuggestions;

  /** @param use - What the calls are for, and so which models may be suggested. Default: text. */
  constructor(
    client: { readonly models?: Pick<Models, "list"> },
    { queue, use }: { queue: AsyncCaller | undefined; use?: ModelUse },
  ) {
    this.#queue = queue;
    this.#suggestions = new ModelSuggestions(client, use);
  }

  /** A pause between two tries holds no place of `maxConcurrency`: each try queues anew. */
  run<T>({ waiting, options }: CallPlan, ask: () => Promise<T>): Promise<T> {
    return untilDeployed(waiting, () => this.#inQueue(options.signal, ask));
  }

  /** Adds to the error of a call what helps. Never throws. */
  async explain(error: unknown, { model, options, suggestModels }: CallPlan): Promise<void> {
    if (suggestModels) await this.#suggestions.addTo(error, model, options);
  }

  #inQueue<T>(signal: AbortSignal | undefined, ask: () => Promise<T>): Promise<T> {
    if (signal?.aborted) return Promise.reject(errorFromAbortedSignal(signal));
    return this.#queue === undefined ? ask() : leavingOnAbort(this.#queue.call(ask), signal);
  }
}

/** A call that still waits for its place must not outlive an abort. */
function leavingOnAbort<T>(call: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return call;
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(errorFromAbortedSignal(signal));
    call.then(resolve, reject).finally(onAbort(signal, leave));
  });
}
