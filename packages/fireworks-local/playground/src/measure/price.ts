import { type Cost, costOf } from "../../../../langchain-fireworks/src/models/cost.js";
import { usageFromWire } from "../../../../langchain-fireworks/src/convert/usage-from-wire.js";
import type { Exchange } from "../state/exchange.js";

/** What an answer costs at Fireworks, by the library's own table; undefined where that does not know. */
export function priceOf({ request, facts }: Exchange): Cost | undefined {
  const usage = usageFromWire(facts.usage);
  const billing = { model: request.model, serviceTier: request.service_tier };
  return costOf(usage, billing) ?? undefined;
}
