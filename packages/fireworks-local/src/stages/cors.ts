import { isAllowedOrigin } from "../safety/allowed-origins.js";
import type { Server, Stage } from "../server/app-context.js";

/** Browsers only show scripts the headers named here; `*` covers those without credentials. */
const EXPOSED = [
  "*",
  "fireworks-prompt-tokens",
  "fireworks-cached-prompt-tokens",
  "fireworks-server-time-to-first-token",
  "fireworks-server-processing-time",
  "fireworks-sampling-options",
  "fireworks-speculation-prompt-tokens",
  "fireworks-speculation-prompt-matched-tokens",
  "x-ratelimit-limit-tokens-prompt",
  "x-ratelimit-remaining-tokens-prompt",
  "x-ratelimit-limit-tokens-cache-adjusted-prompt",
  "x-ratelimit-remaining-tokens-cache-adjusted-prompt",
  "x-ratelimit-limit-tokens-generated",
  "x-ratelimit-remaining-tokens-generated",
  "x-ratelimit-over-limit",
  "x-request-id",
  "x-fireworks-local",
  "x-fireworks-local-measure",
  "retry-after",
  "retry-after-ms",
  "x-should-retry",
].join(", ");

/** `*` does not cover `Authorization`, so it is named beside whatever the browser asks for. */
const ALWAYS_ALLOWED = ["authorization", "content-type"];

/**
 * Lets pages of loopback, and of the origins that were allowed, call the server; answers preflights
 * itself. Any page of the web could otherwise spend what an upstream costs.
 */
export function cors({ settings }: Server): Stage {
  return async (context, next) => {
    const origin = context.req.header("origin");
    const isAllowed =
      origin !== undefined && isAllowedOrigin(origin, settings.allowedOrigins ?? []);
    if (context.req.method === "OPTIONS") {
      return isAllowed
        ? preflight(origin, context.req.raw.headers)
        : new Response(null, NO_CONTENT);
    }
    await next();
    if (!isAllowed) return undefined;
    context.res.headers.set("access-control-allow-origin", origin);
    context.res.headers.append("vary", "origin");
    context.res.headers.set("access-control-expose-headers", EXPOSED);
    return undefined;
  };
}

const NO_CONTENT = { status: 204 };

function preflight(origin: string, asked: Headers): Response {
  const names = (asked.get("access-control-request-headers") ?? "").split(",");
  const allowed = new Set([...ALWAYS_ALLOWED, ...names.map((name) => name.trim().toLowerCase())]);
  const headers = new Headers({
    "access-control-allow-origin": origin,
    vary: "origin",
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers": [...allowed].filter((name) => name !== "").join(", "),
    "access-control-max-age": "600",
  });
  // A public page that calls a loopback address is asked for this in addition.
  if (asked.get("access-control-request-private-network") === "true")
    headers.set("access-control-allow-private-network", "true");
  return new Response(null, { status: 204, headers });
}
