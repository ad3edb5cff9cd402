import type { ServerlessRateLimits } from "fireworks-client/wire";
import { isServerless } from "../../models/catalogue-entry.js";
import type { LocalModel } from "../../models/local-model.js";
import type { BudgetKind } from "../../rate-limits/budget.js";
import { PUBLIC_ACCOUNT, readableAccount } from "../accounts/account-access.js";
import type { GatewayHandler } from "../gateway-route.js";
import { readTimeRange, toSeries } from "./time-range.js";

/** Contract 7.8. */
const METRICS = {
  prompt: "TOKENS_PROMPT",
  cacheAdjusted: "TOKENS_CACHE_ADJUSTED_PROMPT",
  generated: "TOKENS_GENERATED",
} as const satisfies Partial<Record<BudgetKind, string>>;

/** Fireworks' own deployments are named after their models here; at Fireworks they need not be. */
const deploymentOf = ({ id }: LocalModel): string => id.replace("/models/", "/deployments/");

/**
 * `GET /serverlessRateLimits`: those of the option `rateLimits`, in tokens a second; none without it. How
 * they were before is not kept: a line has one point, the present.
 */
export const getRateLimits: GatewayHandler = (call): ServerlessRateLimits => {
  readableAccount(call);
  const { rateLimits, catalogue, now, query } = call;
  const { end } = readTimeRange(call);
  const wanted = query["deployment"] ?? "";
  const rows = catalogue
    .modelsOf(PUBLIC_ACCOUNT)
    .filter((model) => isServerless(model) && (wanted === "" || deploymentOf(model) === wanted))
    .flatMap((model) => {
      const limits = rateLimits.perSecond(model.id, now);
      if (limits === undefined) return [];
      return Object.entries(METRICS).map(([kind, metric]) => ({
        deployment: deploymentOf(model),
        metric,
        effectiveLimit: limits[kind as keyof typeof METRICS],
      }));
    });
  const series = rows.map(({ deployment, metric, effectiveLimit }) =>
    toSeries({ deployment, metric }, new Map([[end, effectiveLimit]])),
  );
  return { rateLimits: rows, series };
};
