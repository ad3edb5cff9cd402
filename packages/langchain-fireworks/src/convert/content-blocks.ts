import { AIMessageChunk, type AIMessage, type ContentBlock } from "@langchain/core/messages";

/** Core's table of who turns a provider's messages into standard blocks; shared by all its copies. */
type TranslatorRegistry = Map<string, ContentBlockTranslator>;

interface ContentBlockTranslator {
  translateContent(message: AIMessage): ContentBlock.Standard[];
  translateContentChunk(message: AIMessageChunk): ContentBlock.Standard[];
}

/**
 * Core knows no provider named fireworks and exports no way to add one, but keeps its table on the
 * global object so that copies of core agree. Without an entry, `contentBlocks` loses reasoning.
 */
export function installContentBlockTranslator(): void {
  const registry = (globalThis as { lc_block_translators_registry?: TranslatorRegistry })
    .lc_block_translators_registry;
  if (registry === undefined || registry.has("fireworks")) return;
  registry.set("fireworks", {
    translateContent: contentBlocks,
    translateContentChunk: contentBlocks,
  });
}

/** Reasoning, then text, then tool calls: the order in which Fireworks sends them. */
function contentBlocks(message: AIMessage | AIMessageChunk): ContentBlock.Standard[] {
  const reasoning = message.additional_kwargs.reasoning_content;
  const blocks: ContentBlock.Standard[] = [];
  if (typeof reasoning === "string" && reasoning !== "")
    blocks.push({ type: "reasoning", reasoning });
  if (typeof message.content === "string") {
    if (message.content !== "") blocks.push({ type: "text", text: message.content });
  } else {
    blocks.push(...(message.content as ContentBlock.Standard[]));
  }
  return AIMessageChunk.isInstance(message) && isPartial(message)
    ? [...blocks.map(indexed), ...callChunks(message)]
    : [...blocks, ...calls(message)];
}

/** A chunk of a stream, as against a whole message that happens to be of the chunk class. */
function isPartial(message: AIMessageChunk): boolean {
  return message.response_metadata.finish_reason === undefined;
}

/** Blocks of one index merge when chunks are added up; reasoning and text must not. */
function indexed(block: ContentBlock.Standard): ContentBlock.Standard {
  return { ...block, index: block.type === "reasoning" ? 0 : 1 };
}

function callChunks(message: AIMessageChunk): ContentBlock.Standard[] {
  return (message.tool_call_chunks ?? []).map((call) => ({
    type: "tool_call_chunk",
    id: call.id,
    name: call.name,
    args: call.args,
    index: 2 + (call.index ?? 0),
  }));
}

function calls(message: AIMessage): ContentBlock.Standard[] {
  return [
    ...(message.tool_calls ?? []).map(({ id, name, args }) => ({
      type: "tool_call" as const,
      id,
      name,
      args,
    })),
    ...(message.invalid_tool_calls ?? []).map(({ id, name, args, error }) => ({
      type: "invalid_tool_call" as const,
      id,
      name,
      args,
      error,
    })),
  ];
}
