import { factsOf } from "../models/facts-of.js";
import { NOTICE } from "../notice.js";
import type { Server } from "../server/app-context.js";
import type { Scope } from "../server/scope.js";
import { VERSION } from "../version.js";
import type { ServerStatus } from "./admin-answers.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";

/** What runs here, and who answers in the asked scope. No key is in it. */
export const statusRoute: AdminRoute = {
  method: "GET",
  path: "/status",
  handle: (server) => (context) => context.json(statusOf(server, askedScope(server, context))),
};

function statusOf({ settings, sources }: Server, scope: Scope): ServerStatus {
  return {
    service: "fireworks-local",
    version: VERSION,
    notice: NOTICE,
    sources: sources.list,
    source: sources.nameFor(scope),
    models: scope.catalogue.askable().map(factsOf),
    hasRestrictedKeys: settings.apiKeys !== undefined,
  };
}
