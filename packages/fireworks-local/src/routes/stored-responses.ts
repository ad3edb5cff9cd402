import { gatewayError } from "../requests/refusal.js";
import { listResponses } from "../responses/list-responses.js";
import { responseNotFound } from "../responses/stored-responses.js";
import type { AppContext } from "../server/app-context.js";

interface StoredRoute {
  method: string;
  path: string;
  handle(context: AppContext): Response;
}

const idOf = (context: AppContext): string => context.req.param("id") ?? "";

/** Looking at responses that were stored (contract 6.4), and forgetting them. */
export const STORED_RESPONSE_ROUTES: readonly StoredRoute[] = [
  {
    method: "GET",
    path: "/responses",
    handle: (context) => {
      const { responses } = context.get("scope");
      return context.json(listResponses(responses.all(), context.req.query()));
    },
  },
  { method: "GET", path: "/responses/:id", handle: (context) => context.json(stored(context)) },
  {
    method: "DELETE",
    path: "/responses/:id",
    handle: (context) => {
      if (!context.get("scope").responses.delete(idOf(context)))
        throw responseNotFound(idOf(context));
      return context.json({ message: "Response deleted successfully" });
    },
  },
  {
    method: "POST",
    path: "/responses/:id/cancel",
    handle: (context) => {
      stored(context);
      throw gatewayError(400, {
        message: "Only responses that run in the background can be cancelled",
        code: "response_not_cancellable",
      });
    },
  },
];

function stored(context: AppContext): object {
  const found = context.get("scope").responses.find(idOf(context));
  if (found === undefined) throw responseNotFound(idOf(context));
  return found;
}
