import { type FetchInit, type FetchLike, FireworksClient } from "fireworks-client";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { AskOptions } from "./connection.js";
import type { SentRequest } from "./exchange-event.js";
import { describeFailure } from "./describe-failure.js";

/**
 * One request as a stream, told event by event: the bytes as they came and the chunks in them. The client
 * is the one that programs use, so what is seen here is what they would get.
 */
export async function ask(
  { baseURL, apiKey }: { baseURL: string; apiKey: string },
  request: ChatCompletionRequest,
  { signal, onEvent }: AskOptions,
): Promise<void> {
  const begun = performance.now();
  const now = (): number => performance.now() - begun;
  const client = new FireworksClient({
    baseURL,
    apiKey: () => apiKey,
    maxRetries: 0,
    fetch: watchedFetch(onEvent, now),
  });
  try {
    const stream = await client.chat.completions.create(asStream(request), { signal });
    for await (const chunk of stream) onEvent({ kind: "chunk", at: now(), chunk });
    onEvent({ kind: "ended", at: now() });
  } catch (error) {
    if (signal?.aborted === true) onEvent({ kind: "stopped", at: now() });
    else onEvent({ kind: "failed", at: now(), failure: describeFailure(error) });
  }
}

/** Newer models tell no usage in a stream unless they are asked to. */
const asStream = (request: ChatCompletionRequest): ChatCompletionRequest & { stream: true } => ({
  stream_options: { include_usage: true },
  ...request,
  stream: true,
});

/** The platform's `fetch`, which also tells what passes. */
function watchedFetch(onEvent: AskOptions["onEvent"], now: () => number): FetchLike {
  return async (url, init) => {
    onEvent({ kind: "sent", at: now(), sent: shownRequest(url, init) });
    const response = await fetch(url, init);
    const { status, headers, body } = response;
    onEvent({ kind: "headers", at: now(), status, headers: [...headers] });
    if (body === null) return response;
    const decoder = new TextDecoder();
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform: (bytes, controller) => {
        onEvent({ kind: "piece", at: now(), text: decoder.decode(bytes, { stream: true }) });
        controller.enqueue(bytes);
      },
    });
    return new Response(body.pipeThrough(watch), response);
  };
}

function shownRequest(url: string, { method = "GET", headers, body }: FetchInit): SentRequest {
  return {
    method,
    url,
    headers: [...headers].map(([name, value]) => [name, shownValue(name, value)]),
    body: typeof body === "string" ? body : "",
  };
}

const shownValue = (name: string, value: string): string =>
  name.toLowerCase() === "authorization" ? "Bearer [redacted]" : value;
