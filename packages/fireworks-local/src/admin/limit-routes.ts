import { readByShape } from "../files/read-by-shape.js";
import type { RequestLimits } from "../requests/read-request.js";
import { boolean, integerRange, object, optional } from "../requests/shape.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { readAdminBody } from "./read-admin-body.js";

const CHANGE = object({
  lenient: optional(boolean),
  maxNonStreamTokens: optional(integerRange(1)),
  anyModel: optional(boolean),
});

/** What the requests of a scope are held to. `PATCH` changes what it names. */
export const LIMIT_ROUTES: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "/limits",
    handle: (server) => (context) => context.json(askedScope(server, context).limits),
  },
  {
    method: "PATCH",
    path: "/limits",
    handle: (server) => async (context) => {
      const { data } = await readAdminBody(context, (text, name) =>
        readByShape<Partial<RequestLimits>>(text, name, { shape: CHANGE }),
      );
      return context.json(Object.assign(askedScope(server, context).limits, data));
    },
  },
];
