import type { AppContext, Server } from "../server/app-context.js";
import { toCall } from "./inference.js";

/** `GET /models`: everything that can be asked here, and some models that are listed only. */
export function listModels(server: Server): (context: AppContext) => Promise<Response> {
  return async (context) => context.json(await server.sources.front.listModels(toCall(context)));
}
