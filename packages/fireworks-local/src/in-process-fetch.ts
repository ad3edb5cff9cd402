import type { Hono } from "hono";
import type { AppEnv } from "./server/app-context.js";
import type { OpenBodies } from "./open-bodies.js";

/**
 * `fetch` without a port: the same answers, and the same behaviour when the caller aborts, before
 * the answer and while its body is read.
 */
export function createInProcessFetch(app: Hono<AppEnv>, bodies: OpenBodies): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const dropped = new AbortController();
    const env = { resetConnection: () => dropped.abort(connectionReset()), isExposed: false };
    const signal = AbortSignal.any([request.signal, dropped.signal]);
    return unlessAborted(signal, app.fetch(request, env), (response) =>
      response.body === null
        ? response
        : new Response(bodies.bind(decompressed(response.body, response), signal), response),
    );
  };
}

/** Compression is undone and stays in the headers, as `fetch` has it. */
function decompressed(
  body: ReadableStream<Uint8Array>,
  { headers }: Response,
): ReadableStream<Uint8Array> {
  if (headers.get("content-encoding") !== "gzip") return body;
  const gunzip = new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>;
  return body.pipeThrough(gunzip);
}

/** The answer, or the signal's reason when that comes first. */
function unlessAborted(
  signal: AbortSignal,
  answer: Response | Promise<Response>,
  bind: (response: Response) => Response,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
    const finish = (response: Response): void => {
      signal.removeEventListener("abort", onAbort);
      if (signal.aborted) void response.body?.cancel();
      else resolve(bind(response));
    };
    Promise.resolve(answer).then(finish, reject);
  });
}

/** A dropped connection as Node's `fetch` reports it. */
function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
