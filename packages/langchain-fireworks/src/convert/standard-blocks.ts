import type { AIMessage, AIMessageChunk, ContentBlock } from "@langchain/core/messages";

type Block = ContentBlock.Standard;

/** Where calls begin in a stream. Blocks of one index merge; reasoning, text and each call must not. */
const FIRST_CALL_INDEX = 2;
/** Comes once, at the end. */
const REFUSAL_INDEX = "refusal";

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
    .toSorted((left, right) => placeOf(left) - placeOf(right))
    .map((block) => withHiddenIndex(block, indexOf(block)));
  const calls = callBlocks(message).map((block, place) =>
    withHiddenIndex(block, FIRST_CALL_INDEX + place),
  );
  return [...prose, ...calls];
}

function indexOf(block: Block): number | string {
  return block.type === "refusal" ? REFUSAL_INDEX : placeOf(block);
}

function placeOf({ type }: Block): number {
  if (type === "reasoning") return 0;
  return type === "refusal" ? 2 : 1;
}

function withHiddenIndex(block: Block, index: number | string): Block {
  return Object.defineProperty({ ...block }, "index", { value: index, enumerable: false });
}

/** Content blocks, with what stands beside the content and without calls, which have lists. */
function proseBlocks({ content, additional_kwargs }: AIMessage | AIMessageChunk): Block[] {
  const blocks = typeof content === "string" ? textBlocks(content) : content.filter(isProse);
  const { reasoning_content: reasoning, refusal } = additional_kwargs;
  const isBeside = (type: Block["type"], text: unknown): text is string =>
    typeof text === "string" && text !== "" && blocks.every((block) => block.type !== type);
  return [
    ...(isBeside("reasoning", reasoning) ? [{ type: "reasoning" as const, reasoning }] : []),
    ...blocks,
    ...(isBeside("refusal", refusal) ? [{ type: "refusal" as const, refusal }] : []),
  ];
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
