import { parseJson } from "../json/parse-json.js";
import type { AskInference, InferenceAnswer } from "../control-plane/ask-inference.js";
import { readRequest } from "../requests/read-request.js";
import { Refusal } from "../requests/refusal.js";
import type { Server } from "../server/app-context.js";
import type { Call, Endpoint } from "../server/call.js";
import type { Scope } from "../server/scope.js";
import { chatCompletions } from "./chat-completions.js";
import { completions } from "./completions.js";

/**
 * Rows of a batch are answered by whoever answers chats: the stand-in, an upstream, a recording. An
 * upstream without a key of its own gets the one that made the job, as it gets the caller's of a chat.
 */
export function inferenceAsker(server: Server, scope: Scope, caller: Headers): AskInference {
  const key = caller.get("authorization");
  const headers = new Headers(key === null ? {} : { authorization: key });
  return async (path, body) => {
    try {
      const response = await put(path, body, { server, scope, headers });
      return await read(response);
    } catch (error) {
      return refused(error);
    }
  };
}

interface Asker {
  server: Server;
  scope: Scope;
  headers: Headers;
}

function put(
  path: Parameters<AskInference>[0],
  body: Record<string, unknown>,
  at: Asker,
): Promise<Response> {
  switch (path) {
    case "/chat/completions":
      return putTo(chatCompletions, body, at);
    case "/completions":
      return putTo(completions, body, at);
  }
}

async function putTo<Request>(
  endpoint: Endpoint<Request>,
  body: Record<string, unknown>,
  { server, scope, headers }: Asker,
): Promise<Response> {
  const { catalogue } = scope;
  // The cap is for callers who wait on an open connection (contract 2.9).
  const limits = { ...scope.limits, maxNonStreamTokens: Infinity };
  const accepted = readRequest(body, endpoint.rules, { catalogue, limits });
  const call: Call = {
    settings: scope.settings,
    scope,
    requestId: crypto.randomUUID(),
    headers,
    latency: "none",
    signal: new AbortController().signal,
    resetConnection: () => {},
  };
  return server.sources.front.answer(endpoint, accepted, call);
}

async function read(response: Response): Promise<InferenceAnswer> {
  const text = await response.text();
  const body = parseJson(text);
  if (body !== undefined) return { status: response.status, body };
  return { status: response.status === 200 ? 502 : response.status, body: text };
}

function refused(error: unknown): InferenceAnswer {
  if (error instanceof Refusal) return { status: error.status, body: error.body };
  const message = `fireworks-local failed: ${error instanceof Error ? error.message : String(error)}`;
  return { status: 500, body: { error: { message, code: "INTERNAL_SERVER_ERROR" } } };
}
