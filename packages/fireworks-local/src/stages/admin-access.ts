import { bearerKey } from "../server/scope-key.js";
import { gatewayError } from "../requests/refusal.js";
import { isAllowedOrigin } from "../safety/allowed-origins.js";
import { isSameSecret } from "../safety/same-secret.js";
import type { Server, Stage } from "../server/app-context.js";

/** Steering a server takes its token, or, where it has none, being on the same machine. */
export function requireAdmin({ settings }: Server): Stage {
  const { adminToken, allowedOrigins = [] } = settings;
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin !== undefined && !isAllowedOrigin(origin, allowedOrigins))
      throw forbidden(`Pages of ${origin} may not steer fireworks-local.`);
    if (adminToken !== undefined) {
      const given = bearerKey(context.req.raw.headers);
      if (given === undefined || !isSameSecret(given, adminToken))
        throw forbidden("This server is steered with its admin token, sent as bearer key.");
    } else if (context.env?.isExposed === true) {
      throw forbidden(
        "fireworks-local listens beyond loopback, and there /_local needs an admin token: start it with one.",
      );
    }
    await next();
  };
}

function forbidden(message: string): Error {
  return gatewayError(403, { message, code: "FORBIDDEN" });
}
