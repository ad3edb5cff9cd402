import { readRequest } from "../requests/read-request.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { Call, Endpoint } from "../server/call.js";

/** Reads the request as strictly as Fireworks does, and lets whoever is to answer it answer. */
export function answerInference<Request>(
  server: Server,
  endpoint: Endpoint<Request>,
): (context: AppContext) => Promise<Response> {
  return (context) => {
    const call = toCall(context);
    const accepted = readRequest(context.get("json"), endpoint.rules, call.scope);
    return server.sources.front.answer(endpoint, accepted, call);
  };
}

/** What is known of a request beside its body. */
export function toCall(context: AppContext): Call {
  const request = context.req.raw;
  const requestId = context.get("requestId");
  const scope = context.get("scope");
  const { settings } = scope;
  const { resetConnection } = context.env;
  const latency = context.get("fault")?.latency ?? scope.latency ?? settings.latency;
  return {
    settings,
    scope,
    requestId,
    headers: request.headers,
    // Made when it is asked for: most answers wait for nothing.
    get signal() {
      return request.signal;
    },
    latency,
    resetConnection,
  };
}
