import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import type { ArrivingAnswer } from "./chat-calls.js";
import { chunksFromWire, closingChunks, initialChunkState } from "../convert/chunk-from-wire.js";
import { generationsOf } from "../convert/generation-chunk.js";
import { choiceOf } from "../convert/message-chunk.js";

/**
 * The chunks of an answer as they come; the run is told of each, once, after its reader had it. One
 * generator for all of it: each layer of them would cost every chunk some microseconds.
 */
export async function* reportedChunks(
  answer: ArrivingAnswer,
  run: CallbackManagerForLLMRun | undefined,
): AsyncGenerator<ChatGenerationChunk> {
  const state = initialChunkState(answer.requested);
  for await (const wire of answer.chunks) {
    for (const chunk of chunksFromWire(state, wire)) {
      yield chunk;
      if (run) await reportToken(run, chunk);
    }
  }
  for (const chunk of closingChunks(state, answer.received())) {
    yield chunk;
    if (run) await reportToken(run, chunk);
  }
}

/** A chunk of reasoning has an empty token: handlers that show it read the chunk. */
async function reportToken(
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
