import type { AppContext, Server } from "../server/app-context.js";

/** `GET /models`: everything this server would answer for, and some models it lists only. */
export function listModels(server: Server): (context: AppContext) => Response {
  return (context) => context.json(server.catalogue.list());
}
