import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import type { ChatCompletionChunk } from "fireworks-client/wire";
import { ArrivingPieces } from "../calls/arriving-pieces.js";
import type { ArrivingAnswer } from "./chat-calls.js";
import { chunksFromWire, closingChunks, initialChunkState } from "../convert/chunk-from-wire.js";
import { generationsOf } from "../convert/generation-chunk.js";
import { choiceOf } from "../convert/message-chunk.js";

/** The chunks of an answer that is arriving. */
export type ArrivingChatChunks = ArrivingPieces<ChatCompletionChunk, ChatGenerationChunk>;

/** An answer's chunks in LangChain's form. */
export function chatChunks(answer: ArrivingAnswer): ArrivingChatChunks {
  const state = initialChunkState(answer.requested);
  return new ArrivingPieces({
    chunks: answer.chunks,
    read: (wire) => chunksFromWire(state, wire),
    close: () => closingChunks(state, answer.received()),
  });
}

/** The chunks of an answer as they come; the run is told of each, once, after its reader had it. */
export async function* reportedChunks(
  answer: ArrivingAnswer,
  run: CallbackManagerForLLMRun | undefined,
): AsyncGenerator<ChatGenerationChunk> {
  const chunks = chatChunks(answer);
  try {
    for (;;) {
      const chunk = chunks.buffered() ?? (await chunks.next());
      if (chunk === undefined) return;
      yield chunk;
      if (run) await reportToken(run, chunk);
    }
  } finally {
    await chunks.close();
  }
}

/** A chunk of reasoning has an empty token: handlers that show it read the chunk. */
export async function reportToken(
  run: CallbackManagerForLLMRun,
  chunk: ChatGenerationChunk,
): Promise<void> {
  const indices = { prompt: 0, completion: choiceOf(chunk.message) };
  await run.handleLLMNewToken(chunk.text, indices, undefined, undefined, undefined, { chunk });
}

/** Core ends the run of a stream with one generation, the sum of its chunks: here one for each choice. */
export function endWithEachChoice(run: CallbackManagerForLLMRun): void {
  const end = run.handleLLMEnd.bind(run);
  run.handleLLMEnd = (output, ...rest) => {
    const generations = output.generations.map((sums) =>
      sums.flatMap((sum) => generationsOf(sum as ChatGenerationChunk)),
    );
    return end({ ...output, generations }, ...rest);
  };
}
