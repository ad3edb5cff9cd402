import type { AdminRefusal } from "../admin/admin-answers.js";
import { bearerKey } from "../server/scope-key.js";
import { gatewayError } from "../requests/refusal.js";
import { isAllowedOrigin } from "../safety/allowed-origins.js";
import { isSameSecret } from "../safety/same-secret.js";
import type { AppContext, Server, Stage } from "../server/app-context.js";

/** Steering a server takes its token, or, where it has none, being on the same machine. */
export function requireAdmin({ settings }: Server): Stage {
  const { adminToken, allowedOrigins = [] } = settings;
  return async (context, next) => {
    const origin = context.req.header("origin");
    const isOwn = adminToken !== undefined && isOwnPage(context, origin);
    if (origin !== undefined && !isOwn && !isAllowedOrigin(origin, allowedOrigins))
      throw forbidden("FOREIGN_ORIGIN", `Pages of ${origin} may not steer fireworks-local.`);
    if (adminToken !== undefined) {
      const given = bearerKey(context.req.raw.headers);
      if (given === undefined || !isSameSecret(given, adminToken))
        throw forbidden(
          "ADMIN_TOKEN_WANTED",
          "This server is steered with its admin token, sent as bearer key.",
        );
    } else if (context.env?.isExposed === true) {
      throw forbidden(
        "ADMIN_TOKEN_UNSET",
        "fireworks-local listens beyond loopback, and there /_local needs an admin token: start it with one.",
      );
    }
    await next();
  };
}

/** The playground under another name than loopback's. It shows the token as anybody else has to. */
function isOwnPage(context: AppContext, origin: string | undefined): boolean {
  return (
    origin !== undefined &&
    URL.canParse(origin) &&
    new URL(origin).host === new URL(context.req.url).host
  );
}

function forbidden(code: AdminRefusal, message: string): Error {
  return gatewayError(403, { message, code });
}
