import type { OnUsage } from "../calls/usage-meter.js";
import type { PriceTable } from "../models/prices.js";
import type { TransportOptions } from "./settings.js";

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
