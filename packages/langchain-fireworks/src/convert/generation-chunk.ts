import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { choicesOf } from "./message-chunk.js";

/** A `ChatGenerationChunk` that keeps several choices apart when core adds a stream up. */
class FireworksGenerationChunk extends ChatGenerationChunk {
  override concat(chunk: ChatGenerationChunk): ChatGenerationChunk {
    const message = this.message.concat(chunk.message) as AIMessageChunk;
    return generationChunk(message);
  }
}

/** A message as the generation it is. */
export function generationChunk(message: AIMessageChunk): ChatGenerationChunk {
  const { finish_reason: reason } = message.response_metadata;
  const generationInfo = reason === undefined ? undefined : { finish_reason: reason };
  return new FireworksGenerationChunk({ text: message.text, generationInfo, message });
}

/** The generation of every choice in a sum; one unless `n` is above 1. */
export function generationsOf(generation: ChatGenerationChunk): ChatGenerationChunk[] {
  const choices = choicesOf(generation.message as AIMessageChunk);
  return choices.length === 1 ? [generation] : choices.map(generationChunk);
}
