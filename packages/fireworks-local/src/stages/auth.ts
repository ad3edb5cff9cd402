import type { Server, Stage } from "../server/app-context.js";
import { unauthorized } from "../requests/refusal.js";

/** A bearer key must be there, and be one of the accepted ones when those were given. */
export function requireKey({ settings }: Server): Stage {
  return async (context, next) => {
    const header = context.req.header("authorization") ?? "";
    const key = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
    const isAccepted = key !== undefined && (settings.apiKeys?.includes(key) ?? true);
    if (!isAccepted) throw unauthorized(settings.authFailureStatus, context.get("requestId"));
    await next();
  };
}
