import type { ChatCompletionChunk, ChatCompletionResponse } from "fireworks-client/wire";
import { isRecord } from "../json/is-record.js";
import { parseJson } from "../json/parse-json.js";
import { EventSplitter } from "../sse/event-splitter.js";
import type { AnswerFacts, AnswerWriter, Exchange } from "./chat-adapter.js";
import { errorFacts, inWordsOf } from "./error-words.js";
import { type NamedEvent, toNamedEvent } from "./named-event.js";
import { saidIn } from "./said-in-chunk.js";

export interface Translating {
  exchange: Exchange;
  /** Of the request, whose words the answer is put into. */
  path: string;
  requestId: string;
  stopWord: string | undefined;
}

/** A chat's answer, whole, streamed or a refusal, in the words of the endpoint that was asked. */
export async function translateAnswer(answer: Response, asked: Translating): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  const { status } = answer;
  const isStream = headers.get("content-type")?.includes("text/event-stream") === true;
  if (answer.ok && isStream && answer.body !== null) {
    const writer = asked.exchange.writer(factsOf(headers, asked));
    return new Response(translateStream(answer.body, writer, asked.requestId), { status, headers });
  }
  const text = await answer.text();
  const body = parseJson(text) ?? text;
  headers.set("content-type", "application/json");
  if (answer.ok) {
    const whole = asked.exchange.whole(body as ChatCompletionResponse, factsOf(headers, asked));
    return Response.json(whole, { status, headers });
  }
  const refused = inWordsOf(asked.path, { status, body, requestId: asked.requestId });
  return Response.json(refused, { status, headers });
}

function factsOf(headers: Headers, { stopWord }: Translating): AnswerFacts {
  return {
    stopWord,
    promptTokens: Number(headers.get("fireworks-prompt-tokens") ?? 0),
    cachedTokens: Number(headers.get("fireworks-cached-prompt-tokens") ?? 0),
  };
}

/** Pulled piece by piece: what comes together goes on together, and nothing is read ahead. */
function translateStream(
  body: ReadableStream<Uint8Array>,
  writer: AnswerWriter,
  requestId: string,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const splitter = new EventSplitter();
  const encoder = new TextEncoder();
  let waiting: NamedEvent[] = writer.begin();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (waiting.length === 0) {
          const { value } = await reader.read();
          if (value === undefined) return controller.close();
          const events = splitter.push(value);
          waiting = events.flatMap((event) =>
            "data" in event ? translateEvent(event.data, writer, requestId) : [],
          );
        }
        controller.enqueue(encoder.encode(waiting.map(toNamedEvent).join("")));
        waiting = [];
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function translateEvent(data: string, writer: AnswerWriter, requestId: string): NamedEvent[] {
  if (data === "[DONE]") return writer.end();
  const json = parseJson(data);
  if (!isRecord(json)) return [];
  if ("error" in json) return writer.fail(errorFacts({ status: 500, body: json, requestId }));
  return saidIn(json as unknown as ChatCompletionChunk).flatMap((said) => writer.take(said));
}
