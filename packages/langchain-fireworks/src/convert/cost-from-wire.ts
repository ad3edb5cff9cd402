import type { ChatCompletionResponse } from "fireworks-client/wire";
import { costOf } from "../models/cost.js";
import type { RequestedMetadata } from "./metadata-from-wire.js";
import { usageFromWire } from "./usage-from-wire.js";

/** `cost` and `cost_details`. An unknown cost is `null` and has no details. */
export function costMetadata(
  response: Pick<ChatCompletionResponse, "service_tier" | "usage">,
  requested: RequestedMetadata,
): Record<string, unknown> {
  if (requested.prices === undefined) return {};
  const usage = requested.withUsage ? response.usage : undefined;
  // Tokens that were not counted are not free.
  const isCounted = usage?.prompt_tokens != null && usage.completion_tokens != null;
  const counted = isCounted ? usageFromWire(usage) : undefined;
  const billing = {
    model: requested.model,
    // The tier that served, should a server ever say it.
    serviceTier: response.service_tier ?? requested.serviceTier,
    batch: requested.batch,
  };
  const cost = costOf(counted, billing, requested.prices);
  return cost === null ? { cost } : { cost: cost.cost, cost_details: cost.details };
}
