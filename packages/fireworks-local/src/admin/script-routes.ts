import { parseScripts } from "../scripts/load-scripts.js";
import { asWritten } from "../files/as-written.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { readAdminBody } from "./read-admin-body.js";

/** Answers with the scripts of the asked scope as a file would hold them. */
function report(server: Server, context: AppContext): Response {
  const { scripts } = askedScope(server, context).scripts;
  return context.json({ scripts: asWritten(scripts) });
}

const readScripts: AdminRoute = {
  method: "GET",
  path: "/scripts",
  handle: (server) => (context) => report(server, context),
};

const replaceScripts: AdminRoute = {
  method: "PUT",
  path: "/scripts",
  handle: (server) => async (context) => {
    const scripts = await readAdminBody(context, parseScripts);
    askedScope(server, context).scripts.replace(scripts);
    return report(server, context);
  },
};

/** Before those that are there, so that they win. */
const addScripts: AdminRoute = {
  method: "POST",
  path: "/scripts",
  handle: (server) => async (context) => {
    const scripts = await readAdminBody(context, parseScripts);
    askedScope(server, context).scripts.use(scripts);
    return report(server, context);
  },
};

/** All but the built-in ones. */
const removeScripts: AdminRoute = {
  method: "DELETE",
  path: "/scripts",
  handle: (server) => (context) => {
    askedScope(server, context).scripts.replace([]);
    return report(server, context);
  },
};

export const SCRIPT_ROUTES: readonly AdminRoute[] = [
  readScripts,
  replaceScripts,
  addScripts,
  removeScripts,
];
