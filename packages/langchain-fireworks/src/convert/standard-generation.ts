import { AIMessage, type AIMessageChunk } from "@langchain/core/messages";
import type { ChatGeneration } from "@langchain/core/outputs";
import { FireworksMessageChunk } from "./message-chunk.js";

/**
 * A generation beside the first (usage is the first one's) with its content as standard blocks, as
 * core makes it for `outputVersion: "v1"`.
 */
export function standardGeneration(generation: ChatGeneration): ChatGeneration {
  const message = generation.message as AIMessage;
  const { id, additional_kwargs, response_metadata, tool_calls, invalid_tool_calls } = message;
  return {
    ...generation,
    message: new AIMessage({
      ...(id !== undefined && { id }),
      content: message.contentBlocks,
      additional_kwargs,
      response_metadata: { ...response_metadata, output_version: "v1" },
      ...(tool_calls && { tool_calls }),
      ...(invalid_tool_calls && { invalid_tool_calls }),
    }),
  };
}

/** A chunk of a stream with its content as standard blocks; everything else of it stays. */
export function standardChunk(chunk: AIMessageChunk): AIMessageChunk {
  return new FireworksMessageChunk({
    ...chunk,
    content: chunk.contentBlocks,
    response_metadata: { ...chunk.response_metadata, output_version: "v1" },
  });
}
