import type { ChatCompletionRequest } from "fireworks-client/wire";
import { toChunks, type UsagePlace } from "../answers/chunks.js";
import { answerHeaders } from "../answers/headers.js";
import type { Reply } from "../answers/reply.js";
import { toResponse } from "../answers/response.js";
import { writeReply } from "../answers/write-reply.js";
import { chatRequestRules } from "../requests/chat-request.js";
import type { Accepted } from "../requests/read-request.js";
import type { Call, Endpoint } from "../server/call.js";
import { DONE_EVENT, toEvent, writeEvents } from "../sse/sse-writer.js";

/** `POST /chat/completions`, whole or as a stream. */
export const chatCompletions: Endpoint<ChatCompletionRequest> = {
  path: "/chat/completions",
  rules: chatRequestRules,
  answer: answerChat,
};

async function answerChat(
  { request, model }: Accepted<ChatCompletionRequest>,
  { scope, settings }: Call,
): Promise<Response> {
  const { scripts } = scope;
  const reply = await writeReply(request, { model, scripts, seed: settings.seed });
  const headers = answerHeaders(request, reply.usage, reply.metrics);
  if (request.stream !== true) return Response.json(toResponse(reply), { headers });
  const place = usagePlace(request, settings.usageInStream);
  return new Response(writeEvents(streamEvents(reply, place), settings.tokenDelayMs), {
    headers: { ...headers, "content-type": "text/event-stream", "cache-control": "no-cache" },
  });
}

function* streamEvents(reply: Reply, place: UsagePlace): Generator<string> {
  for (const chunk of toChunks(reply, place)) yield toEvent(chunk);
  yield DONE_EVENT;
}

function usagePlace(
  { stream_options }: ChatCompletionRequest,
  setting: "finish-chunk" | "trailing-chunk" | undefined,
): UsagePlace {
  if (setting === "finish-chunk") return "finish-chunk";
  if (stream_options?.include_usage === true) return "trailing-chunk";
  return setting === "trailing-chunk" ? "none" : "finish-chunk";
}
