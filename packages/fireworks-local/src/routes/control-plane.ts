import { settleFineTuning } from "../control-plane/fine-tuning/settle-jobs.js";
import { compileRoute } from "../control-plane/gateway-route.js";
import { grpcRefusal, invalidArgument, wrongMethod } from "../control-plane/grpc-refusal.js";
import { toQuery } from "../control-plane/messages/read-query.js";
import { GATEWAY_ROUTES } from "../control-plane/routes.js";
import type { AppContext, Server } from "../server/app-context.js";
import { inferenceAsker } from "./ask-inference.js";

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
    if (matching.length === 0) throw grpcRefusal("NOT_FOUND", `Path not found: ${path}`);
    if (hit === undefined) throw wrongMethod(matching.map(({ route }) => route.method));
    const scope = context.get("scope");
    settleFineTuning(scope.controlPlane, server.settings.now());
    const answer: unknown = await hit.route.handle({
      params: decodeAll(hit.params),
      query: toQuery(context.req.query()),
      body: context.get("json"),
      bytes: context.get("bytes"),
      request: context.req.raw,
      state: scope.controlPlane,
      catalogue: scope.catalogue,
      rateLimits: scope.rateLimits,
      now: server.settings.now(),
      origin: new URL(context.req.url).origin,
      seed: scope.settings.seed,
      lenient: scope.limits.lenient,
      ask: inferenceAsker(server, scope, context.req.raw.headers),
    });
    return answer instanceof Response ? answer : Response.json(answer);
  };
}

function decodeAll(params: Record<string, string>): Record<string, string> {
  try {
    const decoded = Object.entries(params).map(([name, text]) => [name, decodeURIComponent(text)]);
    return Object.fromEntries(decoded) as Record<string, string>;
  } catch {
    throw invalidArgument("malformed path");
  }
}
