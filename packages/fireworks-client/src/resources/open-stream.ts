import type { StreamRequestOptions } from "../client-options.js";
import type { ReadAnswer } from "../http/transport.js";
import type { Exchange } from "../http/send.js";
import { ChatCompletionStream } from "../stream/chat-completion-stream.js";
import { ChunkReader } from "../stream/chunk-reader.js";
import { notAStreamError } from "../stream/not-a-stream.js";

/** Reads an answer up to its first event: until then every failure may still be retried. */
export function openStream(options: StreamRequestOptions): ReadAnswer<ChatCompletionStream> {
  return async (exchange, clock) => {
    if (!mayBeStream(exchange)) {
      throw notAStreamError(exchange, await exchange.body.readErrorText());
    }
    const reader = new ChunkReader(exchange, clock, options);
    await reader.readFirst();
    clock.markDelivered();
    return new ChatCompletionStream(reader, exchange.info);
  };
}

/** Only types that surely hold no events are refused; a missing one is common behind proxies. */
function mayBeStream({ info }: Exchange): boolean {
  const type = info.headers.get("content-type") ?? "";
  return !/^\s*(application\/json|text\/html)\b/i.test(type);
}
