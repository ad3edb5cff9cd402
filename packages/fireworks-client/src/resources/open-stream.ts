import type { StreamRequestOptions } from "../client-options.js";
import type { ReadAnswer } from "../http/transport.js";
import type { Exchange } from "../http/send.js";
import { AnswerStream } from "../stream/answer-stream.js";
import type { Assembly, StreamedChunk } from "../stream/assembly.js";
import { ChunkReader } from "../stream/chunk-reader.js";
import { notAStreamError } from "../stream/not-a-stream.js";
import type { AnyCompletion } from "../wire/index.js";

/**
 * Reads an answer up to its first event: until then every failure may still be retried.
 *
 * @param assemble - Begins to put an answer together; called for every attempt.
 */
export function openStream<Chunk extends StreamedChunk, Whole extends AnyCompletion>(
  options: StreamRequestOptions,
  assemble: () => Assembly<Chunk, Whole>,
): ReadAnswer<AnswerStream<Chunk, Whole>> {
  return async (exchange, clock) => {
    if (!mayBeStream(exchange)) {
      throw notAStreamError(exchange, await exchange.body.readErrorText());
    }
    const reader = new ChunkReader(exchange, { clock, assembly: assemble(), options });
    await reader.readFirst();
    clock.markDelivered();
    return new AnswerStream(reader, exchange.info);
  };
}

/** Only types that surely hold no events are refused; a missing one is common behind proxies. */
function mayBeStream({ info }: Exchange): boolean {
  const type = info.headers.get("content-type") ?? "";
  return !/^\s*(application\/json|text\/html)\b/i.test(type);
}
