import type { RequestOptions } from "fireworks-client";
import type { EmbeddingRequest, EmbeddingResponse } from "fireworks-client/wire";
import { vectorsFromWire } from "../convert/vectors-from-wire.js";
import { adoptError } from "../errors/adopt-error.js";
import { addVectors, nameInputs } from "../errors/named-inputs.js";
import type { ModelsClient } from "../models/known-profiles.js";
import type { PriceTable } from "../models/prices.js";
import type { CallPlan, CallRunner } from "./call-runner.js";
import { inBatches, type Range } from "./in-batches.js";
import { inputUsage, type UsageMeter } from "./usage-meter.js";

/** The part of `FireworksClient` that embeds; inject one to share it or to test without HTTP. */
export interface FireworksEmbeddingsClient extends ModelsClient {
  /** The endpoint for embeddings. */
  readonly embeddings: {
    /** `POST /embeddings`. */
    create(request: EmbeddingRequest, options?: RequestOptions): PromiseLike<EmbeddingResponse>;
  };
}

/** The inputs of any number of requests. */
export type EmbeddingInputs = string[] | Record<string, unknown>[];

/** How a list of inputs is embedded. */
export interface EmbeddingPlan {
  call: CallPlan;
  /** The requests less their inputs. */
  body: Omit<EmbeddingRequest, "input">;
  batchSize: number;
  maxConcurrency: number;
  usage: UsageMeter;
  prices: PriceTable | null | undefined;
}

/** Embeds lists of any length, in as many requests as it takes. */
export class EmbeddingBatches {
  readonly #client: FireworksEmbeddingsClient;
  readonly #runner: CallRunner;

  constructor(client: FireworksEmbeddingsClient, runner: CallRunner) {
    this.#client = client;
    this.#runner = runner;
  }

  /**
   * @returns A vector for each input, in their order.
   * @throws What a request throws, with the inputs it was about and the vectors that had come
   */
  async vectors(inputs: EmbeddingInputs, plan: EmbeddingPlan): Promise<number[][]> {
    const vectors: (number[] | undefined)[] = Array.from({ length: inputs.length });
    const { call, batchSize, maxConcurrency } = plan;
    const { signal } = call.options;
    try {
      await inBatches(inputs.length, { batchSize, maxConcurrency, signal }, async (range, stop) => {
        const found = await this.#batch(inputs, range, { ...plan, call: endingWith(call, stop) });
        for (const [place, vector] of found.entries()) vectors[range.first + place] = vector;
      });
      return vectors as number[][];
    } catch (error) {
      await this.#runner.explain(error, call);
      if (vectors.some((vector) => vector !== undefined)) addVectors(error, vectors);
      throw adoptError(error, { model: call.model });
    }
  }

  async #batch(inputs: EmbeddingInputs, range: Range, plan: EmbeddingPlan): Promise<number[][]> {
    const { call, body, usage, prices } = plan;
    const input = inputs.slice(range.first, range.end);
    try {
      const answer = await this.#runner.run(call, async () =>
        this.#client.embeddings.create({ ...body, input }, call.options),
      );
      usage.add(inputUsage(call.model, answer.usage, prices));
      return vectorsFromWire(answer, input.length);
    } catch (error) {
      throw nameInputs(error, { ...range, all: inputs });
    }
  }
}

/** The same call, which another signal ends as well. */
function endingWith(call: CallPlan, signal: AbortSignal): CallPlan {
  return {
    ...call,
    options: { ...call.options, signal },
    waiting: call.waiting && { ...call.waiting, signal },
  };
}
