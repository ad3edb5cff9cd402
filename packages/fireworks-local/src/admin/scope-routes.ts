import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";

/** The names that have been used; the shared scope has none. */
const listScopes: AdminRoute = {
  method: "GET",
  path: "/scopes",
  handle:
    ({ scopes }) =>
    (context) => {
      const named = scopes.names().map((name) => ({
        name,
        requests: scopes.named(name).journal.requests.length,
      }));
      return context.json({ scopes: named });
    },
};

/** Starts a scope afresh, with the scripts, faults and options it had at the start. */
const resetScope: AdminRoute = {
  method: "POST",
  path: "/reset",
  handle: (server) => (context) => {
    server.scopes.renew(askedScope(server, context).name);
    return context.json({});
  },
};

export const SCOPE_ROUTES: readonly AdminRoute[] = [listScopes, resetScope];
