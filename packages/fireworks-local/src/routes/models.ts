import type { AppContext } from "../server/app-context.js";

/** `GET /models`: everything this server would answer for, and some models it lists only. */
export function listModels(context: AppContext): Response {
  return context.json(context.get("scope").catalogue.list());
}
