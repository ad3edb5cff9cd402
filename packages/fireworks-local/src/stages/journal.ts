import type { Server, Stage } from "../server/app-context.js";
import type { RecordedRequest } from "../journal/recorded-request.js";

/** A long-lived server forgets the oldest requests. */
const LONGEST = 10_000;

const MARKER = "not a language model; answers are canned or made from the request";
const SECRET_HEADERS = new Set(["authorization", "x-api-key"]);

/** Records the request and its status; names the request and the stand-in in every answer. */
export function journal(server: Server): Stage {
  return async (context, next) => {
    const started = performance.now();
    const recorded = record(context.req.raw, server.options.now());
    context.set("recorded", recorded);
    server.requests.push(recorded);
    if (server.requests.length > LONGEST) server.requests.shift();
    await next();
    recorded.status = context.res.status;
    context.res.headers.set("x-request-id", recorded.id);
    context.res.headers.set("x-fireworks-local", MARKER);
    server.onAnswer(recorded, performance.now() - started);
  };
}

function record(request: Request, at: number): RecordedRequest {
  const headers = [...request.headers].map(([name, value]): [string, string] => [
    name,
    SECRET_HEADERS.has(name) ? "[redacted]" : value,
  ]);
  return {
    id: request.headers.get("x-request-id") ?? crypto.randomUUID(),
    method: request.method,
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(headers),
    body: undefined,
    status: 0,
    at,
  };
}
