import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { choicesOf } from "./message-chunk.js";

/** A `ChatGenerationChunk` that keeps several choices apart when core adds a stream up. */
class FireworksGenerationChunk extends ChatGenerationChunk {
  override concat(chunk: ChatGenerationChunk): ChatGenerationChunk {
    const message = this.message.concat(chunk.message) as AIMessageChunk;
    // Text of one choice is added up as it comes; reading it from the message would copy it each time.
    const text = choicesOf(message).length === 1 ? this.text + chunk.text : message.text;
    return new FireworksGenerationChunk({ ...generationInfo(message), text, message });
  }
}

/** A message as the generation it is. */
export function generationChunk(message: AIMessageChunk): ChatGenerationChunk {
  const { content } = message;
  // `message.text` goes by way of content blocks, which is much work for every chunk.
  const text = typeof content === "string" ? content : message.text;
  return new FireworksGenerationChunk({ ...generationInfo(message), text, message });
}

/** The generation of every choice in a sum; one unless `n` is above 1. */
export function generationsOf(generation: ChatGenerationChunk): ChatGenerationChunk[] {
  const choices = choicesOf(generation.message as AIMessageChunk);
  return choices.length === 1 ? [generation] : choices.map(generationChunk);
}

function generationInfo({ response_metadata: metadata }: AIMessageChunk) {
  const { finish_reason: reason } = metadata;
  return reason === undefined ? {} : { generationInfo: { finish_reason: reason } };
}
