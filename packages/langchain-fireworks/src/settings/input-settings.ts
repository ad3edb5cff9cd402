import type { ConnectionOptions } from "../calls/connection-options.js";
import type { OnUsage } from "../calls/usage-meter.js";
import type { PriceTable } from "../models/prices.js";
import type { CallTransport } from "./call-plan.js";
import type { TransportOptions } from "./settings.js";
import { requireWholeNumber } from "./whole-number.js";

/**
 * Settings of the classes that only read: embeddings and rerankers. Without those of streams, and
 * without `onOverload`: no other model's vectors or scores could stand in for this one's.
 */
export interface InputSettings extends Omit<
  TransportOptions,
  "streamIdleTimeout" | "allowIncompleteStream" | "onOverload"
> {
  /**
   * Request fields this version does not know. The named settings win over it, and a call wins over
   * the constructor.
   */
  modelKwargs?: Record<string, unknown> | undefined;
  /**
   * Told of the tokens and the cost of every answer as it arrives. What it throws is ignored. Default:
   * nobody; `lastUsage` and `totalUsage` are kept in any case.
   */
  onUsage?: OnUsage | null | undefined;
  /**
   * Your prices over the built-in, dated table, by model id in any form, US dollars for a million
   * tokens; `null` leaves the cost out. A call's table is laid over the constructor's.
   */
  prices?: PriceTable | null | undefined;
}

/** Every one of them, for the lists of the classes. A missing entry does not compile. */
export const INPUT_SETTINGS: Readonly<Record<keyof InputSettings, true>> = {
  timeout: true,
  firstByteTimeout: true,
  maxRetries: true,
  pacing: true,
  onRetry: true,
  onResponse: true,
  waitForDeployment: true,
  suggestModels: true,
  sessionId: true,
  sessionAffinity: true,
  multiTurnSessionId: true,
  modelKwargs: true,
  onUsage: true,
  prices: true,
};

/** Fields of the constructors of these classes, beside their settings. */
export interface InputFields extends ConnectionOptions {
  /** Model id, sent as it is, e.g. `fireworks/qwen3-embedding-8b`, `fireworks/qwen3-reranker-8b`. Required. */
  model?: string | undefined;
  /** Alias of `model`. */
  modelName?: string | undefined;
  /**
   * Requests at once, over all calls of the object, 1 or more. Default 4: a serverless 429 is never
   * queued, and a deployment answers 429 above what it can take.
   */
  maxConcurrency?: number | undefined;
}

/** Options of a call of these classes, beside their settings. */
export interface InputCallOptions extends Pick<CallTransport, "signal" | "headers"> {
  /** Another model for this call. */
  model?: string | undefined;
  /** Aborts the call: requests under way end, no more begin. */
  signal?: AbortSignal | undefined;
}

const DEFAULT_CONCURRENCY = 4;

/** @throws FireworksConfigurationError for what is no number of requests */
export function requireConcurrency(given: number | undefined): number {
  return requireWholeNumber(given ?? DEFAULT_CONCURRENCY, { field: "maxConcurrency", from: 1 });
}

/** The constructor's settings under a call's; what a call does not give stays. */
export function mergedSettings<Settings extends InputSettings>(
  fields: Settings,
  call: Settings,
): Settings {
  const given = Object.entries(call).filter(([, value]) => value !== undefined);
  return {
    ...fields,
    ...(Object.fromEntries(given) as Partial<Settings>),
    modelKwargs: { ...fields.modelKwargs, ...call.modelKwargs },
    prices:
      call.prices === null
        ? null
        : ((call.prices && { ...fields.prices, ...call.prices }) ?? fields.prices),
  };
}
