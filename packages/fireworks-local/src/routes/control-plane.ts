import { compileRoute } from "../control-plane/gateway-route.js";
import { GATEWAY_ROUTES } from "../control-plane/routes.js";
import { grpcError } from "../requests/refusal.js";
import type { AppContext, Server } from "../server/app-context.js";
import { methodNotAllowed, pathNotFound } from "./refused-paths.js";

const ROUTES = GATEWAY_ROUTES.map(compileRoute);

/** `/v1/accounts/…`: the control plane, by its own table of routes. */
export function answerControlPlane(server: Server): (context: AppContext) => Promise<Response> {
  return async (context) => {
    const { path, method } = context.req;
    const matching = ROUTES.flatMap((route) => {
      const params = route.match(path);
      return params === undefined ? [] : [{ route, params }];
    });
    const hit = matching.find(({ route }) => route.method === method);
    if (hit === undefined) {
      if (matching.length === 0) throw pathNotFound(path);
      throw methodNotAllowed(
        method,
        matching.map(({ route }) => route.method),
      );
    }
    const answer: unknown = await hit.route.handle({
      params: decodeAll(hit.params),
      query: context.req.query(),
      body: context.get("json"),
      request: context.req.raw,
      state: context.get("scope").controlPlane,
      catalogue: context.get("scope").catalogue,
      now: server.settings.now(),
      origin: new URL(context.req.url).origin,
    });
    return answer instanceof Response ? answer : Response.json(answer);
  };
}

const INVALID_ARGUMENT = 3;

function decodeAll(params: Record<string, string>): Record<string, string> {
  try {
    const decoded = Object.entries(params).map(([name, text]) => [name, decodeURIComponent(text)]);
    return Object.fromEntries(decoded) as Record<string, string>;
  } catch {
    throw grpcError(400, INVALID_ARGUMENT, "malformed path");
  }
}
