import type { AdminRefusal } from "../admin/admin-answers.js";
import { bearerKey } from "../server/scope-key.js";
import { gatewayError } from "../requests/refusal.js";
import { isLoopbackOrigin } from "../safety/allowed-origins.js";
import { isSameSecret } from "../safety/same-secret.js";
import type { AppContext, Server, Stage } from "../server/app-context.js";

/** Steering a server takes its token, or, where it has none, being on the same machine. */
export function requireAdmin({ settings }: Server): Stage {
  const { adminToken, allowedOrigins = [] } = settings;
  return async (context, next) => {
    const asker = pageThatAsks(context);
    const isNamed = allowedOrigins.includes("*") || allowedOrigins.includes(asker ?? "");
    if (asker !== undefined && !isNamed && !isOwnPage(context, asker, adminToken))
      throw forbidden(
        "FOREIGN_ORIGIN",
        `Pages of ${asker} may not steer fireworks-local. Start it with this origin among the allowed ones if they should.`,
      );
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

/**
 * The origin of a page that is behind a request. Where a browser asks without naming it, as for pictures
 * and addresses that are opened, it still says that the page is of another site.
 */
function pageThatAsks({ req }: AppContext): string | undefined {
  const site = req.header("sec-fetch-site") ?? "none";
  const isElsewhere = site === "cross-site" || site === "same-site";
  return req.header("origin") ?? (isElsewhere ? "another site" : undefined);
}

/**
 * The playground itself: pages of other ports may ask a model, but the journal is not theirs. Under another
 * name than loopback's it shows the token, as anybody else has to: whoever owns a name can let it lead here.
 */
function isOwnPage({ req }: AppContext, origin: string, adminToken: string | undefined): boolean {
  if (!URL.canParse(origin) || new URL(origin).host !== new URL(req.url).host) return false;
  return adminToken !== undefined || isLoopbackOrigin(origin);
}

function forbidden(code: AdminRefusal, message: string): Error {
  return gatewayError(403, { message, code });
}
