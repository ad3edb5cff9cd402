import type { Stage } from "../server/app-context.js";

const MARKER = "not a language model; answers are canned or made from the request";

/** Names the request and the stand-in in every answer. */
export function identify(): Stage {
  return async (context, next) => {
    const id = context.req.header("x-request-id") ?? crypto.randomUUID();
    context.set("requestId", id);
    await next();
    context.res.headers.set("x-request-id", id);
    context.res.headers.set("x-fireworks-local", MARKER);
  };
}
