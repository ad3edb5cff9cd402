import type { ChatCompletionRequest } from "fireworks-client/wire";
import { toChunks, type UsagePlace } from "../answers/chunks.js";
import { answerHeaders } from "../answers/headers.js";
import type { Reply } from "../answers/reply.js";
import { toResponse } from "../answers/response.js";
import { DONE_EVENT, toEvent, writeEvents } from "../sse/sse-writer.js";
import { writeReply } from "../answers/write-reply.js";
import type { AppContext, Server } from "../server/app-context.js";
import { readChatRequest } from "../requests/chat-request.js";

/** `POST /chat/completions`, whole or as a stream. */
export function answerChat(server: Server): (context: AppContext) => Promise<Response> {
  return async (context) => {
    const { seed, now } = server.options;
    const { request, model } = readChatRequest(context.get("json"), server);
    const reply = await writeReply(request, { model, scripts: server.scripts, seed, now: now() });
    const headers = answerHeaders(request, reply.usage, reply.metrics);
    if (request.stream !== true) return context.json(toResponse(reply), 200, headers);
    const place = usagePlace(request, server.options.usageInStream);
    const delayMs = server.options.tokenDelayMs;
    return new Response(writeEvents(streamEvents(reply, place), delayMs), {
      headers: { ...headers, "content-type": "text/event-stream", "cache-control": "no-cache" },
    });
  };
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
