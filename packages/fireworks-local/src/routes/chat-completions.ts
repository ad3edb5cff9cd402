import type { ChatCompletionRequest } from "fireworks-client/wire";
import { toChunks, type UsagePlace } from "../answers/chunks.js";
import { countTokens } from "../answers/completion.js";
import { answerHeaders } from "../answers/headers.js";
import type { Reply } from "../answers/reply.js";
import { toResponse } from "../answers/response.js";
import { usagePlace } from "../answers/usage-place.js";
import { writeReply } from "../answers/write-reply.js";
import { chatRequestRules } from "../requests/chat-request.js";
import type { Accepted } from "../requests/read-request.js";
import type { Call, Endpoint } from "../server/call.js";
import { streamAnswer, wholeAnswer } from "../server/paced-answer.js";
import { DONE_EVENT, toEvent } from "../sse/sse-writer.js";

/** `POST /chat/completions`, whole or as a stream. */
export const chatCompletions: Endpoint<ChatCompletionRequest> = {
  path: "/chat/completions",
  rules: chatRequestRules,
  answer: answerChat,
};

async function answerChat(
  { request, model }: Accepted<ChatCompletionRequest>,
  call: Call,
): Promise<Response> {
  const { settings } = call;
  const { scripts } = call.scope;
  const reply = await writeReply(request, { model, scripts, seed: settings.seed });
  const headers = answerHeaders(request, reply.usage, reply.metrics);
  const manner = { headers, about: reply.id };
  if (request.stream !== true) {
    const tokens = Math.max(...reply.completions.map(countTokens));
    return wholeAnswer(toResponse(reply), { ...manner, tokens }, call);
  }
  const place = usagePlace(request, settings.usageInStream);
  return streamAnswer(streamEvents(reply, place), manner, call);
}

function* streamEvents(reply: Reply, place: UsagePlace): Generator<string> {
  for (const chunk of toChunks(reply, place)) yield toEvent(chunk);
  yield DONE_EVENT;
}
