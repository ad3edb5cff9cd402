import type { GatewayRoute } from "../gateway-route.js";
import { getQuota, listQuotas } from "./quotas.js";
import { getRateLimits } from "./rate-limits.js";
import { getTokenUsage } from "./token-usage.js";

const ACCOUNT = "/v1/accounts/{account}";

/** Contract 7.8. */
export const limitRoutes: readonly GatewayRoute[] = [
  { method: "GET", template: `${ACCOUNT}/quotas`, handle: listQuotas },
  { method: "GET", template: `${ACCOUNT}/quotas/{quota}`, handle: getQuota },
  { method: "GET", template: `${ACCOUNT}/serverlessRateLimits`, handle: getRateLimits },
  { method: "GET", template: `${ACCOUNT}/serverlessTokenUsage`, handle: getTokenUsage },
];
