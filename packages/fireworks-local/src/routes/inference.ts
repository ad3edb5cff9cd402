import type { AppContext, Server } from "../server/app-context.js";
import type { Call, Endpoint } from "../server/call.js";

/** Reads the request as strictly as Fireworks does, and lets whoever is to answer it answer. */
export function answerInference<Request>(
  server: Server,
  endpoint: Endpoint<Request>,
): (context: AppContext) => Promise<Response> {
  return (context) => {
    const call = toCall(server, context);
    return server.answer(endpoint, endpoint.read(context.get("json"), call), call);
  };
}

function toCall({ settings }: Server, context: AppContext): Call {
  const { headers, signal } = context.req.raw;
  const requestId = context.get("requestId");
  return { settings, scope: context.get("scope"), requestId, headers, signal };
}
