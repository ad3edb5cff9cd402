import { readByShape } from "../files/read-by-shape.js";
import { type LatencySetting, resolveLatency } from "../latency/latency.js";
import { LATENCY_SHAPE } from "../requests/latency-shape.js";
import type { RateLimitSettings } from "../rate-limits/options.js";
import { RATE_LIMITS_SHAPE } from "../rate-limits/rate-limits-shape.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { readAdminBody } from "./read-admin-body.js";

function reportLatency(server: Server, context: AppContext): Response {
  const { latency, settings } = askedScope(server, context);
  return context.json({ latency: resolveLatency(latency, settings.latency) });
}

function reportLimits(server: Server, context: AppContext): Response {
  const { rateLimits, settings } = askedScope(server, context);
  return context.json({
    rateLimits: rateLimits.settings ?? null,
    models: rateLimits.report(settings.now()),
  });
}

/** How fast a scope answers, and how much it allows. `DELETE` goes back to what the server was given. */
export const PACE_ROUTES: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "/latency",
    handle: (server) => (context) => reportLatency(server, context),
  },
  {
    method: "PUT",
    path: "/latency",
    handle: (server) => async (context) => {
      const { data } = await readAdminBody(context, (text, name) =>
        readByShape<LatencySetting>(text, name, { shape: LATENCY_SHAPE }),
      );
      askedScope(server, context).latency = data;
      return reportLatency(server, context);
    },
  },
  {
    method: "DELETE",
    path: "/latency",
    handle: (server) => (context) => {
      askedScope(server, context).latency = undefined;
      return reportLatency(server, context);
    },
  },
  {
    method: "GET",
    path: "/rate-limits",
    handle: (server) => (context) => reportLimits(server, context),
  },
  {
    method: "PUT",
    path: "/rate-limits",
    handle: (server) => async (context) => {
      const { data } = await readAdminBody(context, (text, name) =>
        readByShape<RateLimitSettings>(text, name, { shape: RATE_LIMITS_SHAPE }),
      );
      askedScope(server, context).rateLimits.settings = data;
      return reportLimits(server, context);
    },
  },
  {
    method: "DELETE",
    path: "/rate-limits",
    handle: (server) => (context) => {
      const { rateLimits, settings } = askedScope(server, context);
      rateLimits.settings = settings.rateLimits;
      return reportLimits(server, context);
    },
  },
];
