import type { RecordedRequest } from "../journal/recorded-request.js";
import type { Server, Stage } from "../server/app-context.js";

/** A long-lived server forgets the oldest requests. */
const LONGEST = 10_000;

const SECRET_HEADERS = new Set(["authorization", "x-api-key"]);

/** Finds the request's scope, and records the request and its status there. */
export function journal(server: Server): Stage {
  return async (context, next) => {
    const started = performance.now();
    const scope = server.scopes.of(context.req.raw);
    const recorded = record(context.req.raw, context.get("requestId"), server.settings.now());
    context.set("scope", scope);
    context.set("recorded", recorded);
    scope.requests.push(recorded);
    if (scope.requests.length > LONGEST) scope.requests.shift();
    await next();
    recorded.status = context.res.status;
    server.onAnswer(recorded, performance.now() - started);
  };
}

function record(request: Request, id: string, at: number): RecordedRequest {
  const headers = [...request.headers].map(([name, value]): [string, string] => [
    name,
    SECRET_HEADERS.has(name) ? "[redacted]" : value,
  ]);
  return {
    id,
    method: request.method,
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(headers),
    body: undefined,
    status: 0,
    at,
  };
}
