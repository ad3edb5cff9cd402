import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { choicesOf } from "./message-chunk.js";

/** A `ChatGenerationChunk` that keeps several choices apart when core adds a stream up. */
class FireworksGenerationChunk extends ChatGenerationChunk {
  override concat(chunk: ChatGenerationChunk): ChatGenerationChunk {
    const sum = super.concat(chunk);
    const message = sum.message as AIMessageChunk;
    // Text of one choice is added up as it comes; reading it from the message would copy it each time.
    const text = choicesOf(message).length === 1 ? sum.text : message.text;
    return new FireworksGenerationChunk({ ...generationInfo(message), text, message });
  }
}

/** A message as the generation it is. */
export function generationChunk(message: AIMessageChunk): ChatGenerationChunk {
  return new FireworksGenerationChunk({ ...generationInfo(message), text: message.text, message });
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
