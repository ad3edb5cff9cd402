import type { Server, Stage } from "../server/app-context.js";
import { callerKey, isAcceptedKey } from "../server/scope-key.js";
import { unauthorized } from "../requests/refusal.js";

/** A key must be there, and be one of the accepted ones when those were given. */
export function requireKey({ settings }: Server): Stage {
  return async (context, next) => {
    if (!isAcceptedKey(callerKey(context.req.raw), settings.apiKeys))
      throw unauthorized(settings.authFailureStatus, context.get("requestId"));
    await next();
  };
}
