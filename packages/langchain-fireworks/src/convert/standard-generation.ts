import { AIMessage } from "@langchain/core/messages";
import type { ChatGeneration } from "@langchain/core/outputs";

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
