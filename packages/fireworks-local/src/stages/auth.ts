import type { Server, Stage } from "../server/app-context.js";
import { bearerKey, isAcceptedKey } from "../server/scope-key.js";
import { unauthorized } from "../requests/refusal.js";

/** A bearer key must be there, and be one of the accepted ones when those were given. */
export function requireKey({ settings }: Server): Stage {
  return async (context, next) => {
    if (!isAcceptedKey(bearerKey(context.req.raw.headers), settings.apiKeys))
      throw unauthorized(settings.authFailureStatus, context.get("requestId"));
    await next();
  };
}
