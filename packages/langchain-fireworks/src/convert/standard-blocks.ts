import type { AIMessage, AIMessageChunk, ContentBlock } from "@langchain/core/messages";

type Block = ContentBlock.Standard;

/** Where blocks stand in a stream. Those of one index merge; reasoning, text and each call must not. */
const REASONING_INDEX = 0;
const TEXT_INDEX = 1;
const FIRST_CALL_INDEX = 2;

/** A whole message: reasoning, then text, then tool calls, the order in which Fireworks sends them. */
export function wholeBlocks(message: AIMessage | AIMessageChunk): Block[] {
  return [...proseBlocks(message), ...callBlocks(message)];
}

/** A part of a stream: the same blocks as far as they have come, each with its index. */
export function partialBlocks(message: AIMessageChunk): Block[] {
  const calls = (message.tool_call_chunks ?? []).map(({ id, name, args, index }): Block => ({
    type: "tool_call_chunk",
    id,
    name,
    args,
    index: FIRST_CALL_INDEX + (index ?? 0),
  }));
  return [...proseBlocks(message).map((block) => ({ ...block, index: indexOf(block) })), ...calls];
}

/**
 * The sum of a stream: equal to the whole message, and still to be summed, should it be a part of a
 * longer sum. So each block keeps its index, where neither a comparison nor JSON finds it.
 */
export function summedBlocks(message: AIMessageChunk): Block[] {
  const prose = proseBlocks(message)
    .toSorted((left, right) => indexOf(left) - indexOf(right))
    .map((block) => withHiddenIndex(block, indexOf(block)));
  const calls = callBlocks(message).map((block, place) =>
    withHiddenIndex(block, FIRST_CALL_INDEX + place),
  );
  return [...prose, ...calls];
}

function indexOf(block: Block): number {
  return block.type === "reasoning" ? REASONING_INDEX : TEXT_INDEX;
}

function withHiddenIndex(block: Block, index: number): Block {
  return Object.defineProperty({ ...block }, "index", { value: index, enumerable: false });
}

/** Content blocks, with the reasoning that stands beside the content and without calls, which have lists. */
function proseBlocks({ content, additional_kwargs }: AIMessage | AIMessageChunk): Block[] {
  const blocks = typeof content === "string" ? textBlocks(content) : content.filter(isProse);
  const reasoning = additional_kwargs.reasoning_content;
  const isBeside = typeof reasoning === "string" && reasoning !== "";
  return isBeside && blocks.every(({ type }) => type !== "reasoning")
    ? [{ type: "reasoning", reasoning }, ...blocks]
    : blocks;
}

function textBlocks(text: string): Block[] {
  return text === "" ? [] : [{ type: "text", text }];
}

function isProse(block: ContentBlock): block is Block {
  return !["tool_call", "tool_call_chunk", "invalid_tool_call"].includes(block.type);
}

function callBlocks({ tool_calls, invalid_tool_calls }: AIMessage | AIMessageChunk): Block[] {
  return [
    ...(tool_calls ?? []).map(({ id, name, args }): Block => ({
      type: "tool_call",
      id,
      name,
      args,
    })),
    ...(invalid_tool_calls ?? []).map(({ id, name, args, error }): Block => ({
      type: "invalid_tool_call",
      id,
      name,
      args,
      error,
    })),
  ];
}
