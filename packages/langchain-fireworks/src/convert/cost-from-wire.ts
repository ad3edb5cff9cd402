import type { ChatCompletionResponse } from "fireworks-client/wire";
import { costOf } from "../models/cost.js";
import type { RequestedMetadata } from "./metadata-from-wire.js";
import { usageFromWire } from "./usage-from-wire.js";

/** `cost` and `cost_details`. An unknown cost is `null` and has no details. */
export function costMetadata(
  response: ChatCompletionResponse,
  requested: RequestedMetadata,
): Record<string, unknown> {
  if (requested.prices === undefined) return {};
  const usage = requested.withUsage ? response.usage : undefined;
  // Output tokens that were not counted are not free.
  const counted = usage?.completion_tokens == null ? undefined : usageFromWire(usage);
  const billing = {
    model: requested.model,
    // The tier that served, should a server ever say it.
    serviceTier: response.service_tier ?? requested.serviceTier,
  };
  const cost = costOf(counted, billing, requested.prices);
  return cost === null ? { cost } : { cost: cost.cost, cost_details: cost.details };
}
