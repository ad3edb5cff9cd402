import type { ChatAdapter } from "../adapters/chat-adapter.js";
import { translateAnswer } from "../adapters/translate-answer.js";
import { readAsChat } from "../journal/recorded-request.js";
import { readRequest } from "../requests/read-request.js";
import { invalidRequest } from "../requests/refusal.js";
import type { StoredResponses } from "../responses/stored-responses.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { Call } from "../server/call.js";
import { callerKey } from "../server/scope-key.js";
import { chatCompletions } from "./chat-completions.js";
import { toCall } from "./inference.js";

/** What a scope remembers for its adapters. */
interface ScopeMemory {
  responses: StoredResponses;
  seed: number;
}

/**
 * An endpoint that says a chat in other words: the request is read as strictly, asked as the chat it
 * stands for, whoever answers chats, and the answer is put into its words.
 */
export function answerAdapted<Request>(
  server: Server,
  adapter: ChatAdapter<Request, ScopeMemory>,
): (context: AppContext) => Promise<Response> {
  return async (context) => {
    const call = toCall(context);
    const { scope, settings, requestId } = call;
    const { path } = context.get("recorded");
    const accepted = readRequest(context.get("json"), adapter.rules, scope);
    const memory = { responses: scope.responses, seed: settings.seed };
    const exchange = adapter.open(accepted, memory);
    const { chat } = exchange;
    if (chat.messages.length === 0) throw invalidRequest("There is nothing to answer: no messages");
    readAsChat(context.get("recorded"), chat);
    let stopWord: string | undefined;
    const asking: Call = {
      ...call,
      headers: withBearer(call.headers, callerKey(context.req.raw)),
      onStopWord: (word) => {
        stopWord = word;
      },
    };
    const answer = await server.sources.front.answer(
      chatCompletions,
      { request: chat, model: accepted.model },
      asking,
    );
    return translateAnswer(answer, { exchange, path, requestId, stopWord });
  };
}

/** Whoever is asked reads the key where a chat has it. */
function withBearer(headers: Headers, key: string | undefined): Headers {
  const asked = new Headers(headers);
  asked.delete("x-api-key");
  if (key !== undefined) asked.set("authorization", `Bearer ${key}`);
  return asked;
}
