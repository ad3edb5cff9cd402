import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type ContentBlock,
  type ToolCallChunk,
} from "@langchain/core/messages";
import { addChunk, callsOf, type ChunkSum, startSum } from "./chunk-sum.js";
import { defineLazy, lazyFields } from "./lazy-fields.js";
import { partialBlocks, summedBlocks } from "./standard-blocks.js";

/** Where a sum keeps the other choices; the same symbol in every copy of this package. */
const OTHERS = Symbol.for("langchain-fireworks.other-choices");

/** Characters of all arguments. */
const SHORT = 1000;

const LOGPROBS = lazyFields<ChunkSum>({ logprobs: ({ logprobs }) => logprobs?.value });
const CALLS = lazyFields<ChunkSum>({
  tool_calls: (sum) => callsOf(sum).tool_calls,
  invalid_tool_calls: (sum) => callsOf(sum).invalid_tool_calls,
});

/**
 * An `AIMessageChunk` whose sum is the message `invoke` gives, field by field, in both output
 * versions. Core's sum differs in five places: it adds empty token details that no server sent; it
 * completes the arguments of a tool call that the output budget cut off, which an agent would then
 * run with; it leaves pieces of tool calls among the content blocks; it would write the answers of
 * several choices into one; and it takes tokens of one id or index for one token.
 *
 * The fields of a sum that take work are read when somebody looks, and from where the sum before was
 * read to. So adding up a stream costs what its chunks cost, also when every sum is shown.
 * What a look gives may be kept and never changes, so the lists and objects that are still being written
 * are copied: an object of thousands of properties costs each look as many.
 */
export class FireworksMessageChunk extends AIMessageChunk {
  /** What this was made from, if it is a sum. */
  #sum: ChunkSum | undefined = undefined;

  constructor(fields: AIMessageChunkFields) {
    // Core would read the pieces, which takes four accessors, and read them anew in a copy.
    super(isRead(fields) ? { ...fields, tool_call_chunks: [] } : fields);
    if (isRead(fields)) takeCalls(this, fields);
  }

  override get contentBlocks(): ContentBlock.Standard[] {
    if (isV1(this)) return this.content as ContentBlock.Standard[];
    return this.#sum?.isWhole ? summedBlocks(this) : partialBlocks(this);
  }

  /** Core goes by way of the content blocks, which is much work for every chunk. */
  override get text(): string {
    return typeof this.content === "string" ? this.content : super.text;
  }

  /** Written down, and loaded again, as the class of core that it is everywhere else. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, "AIMessageChunk"];
  }

  /** Adds to the same choice; another choice is kept beside it, where {@link choicesOf} finds it. */
  override concat(chunk: AIMessageChunk): this {
    return addedUp(this, [chunk]) as this;
  }

  /** A chunk with more of its choice, or with none: no other choices, no raw chunk beside it. */
  static sumOf(first: AIMessageChunk, more: readonly AIMessageChunk[]): FireworksMessageChunk {
    const sum = startSum(first, #sum in first ? first.#sum : undefined);
    for (const chunk of more) addChunk(sum, chunk);
    const { id, name, content, kwargs, metadata, logprobs, usage, pieces, calls } = sum;
    if (logprobs) defineLazy(metadata, LOGPROBS, sum);
    const message = new FireworksMessageChunk({
      id,
      ...(name !== undefined && { name }),
      content,
      additional_kwargs: kwargs,
      response_metadata: metadata,
      tool_call_chunks: [],
      tool_calls: calls,
      invalid_tool_calls: [],
      usage_metadata: usage,
    });
    message.#sum = sum;
    if (pieces.length > 0 && isShort(pieces))
      takeCalls(message, { tool_call_chunks: pieces, ...callsOf(sum) });
    else if (pieces.length > 0) awaitCalls(message, sum);
    if (sum.isWhole && isV1(message)) {
      message.content = message.lc_kwargs.content = summedBlocks(message);
    }
    return message;
  }
}

/** A message with more of its stream: chunks of its own choice, and of others. */
export function addedUp(left: AIMessageChunk, chunks: readonly AIMessageChunk[]): AIMessageChunk {
  const isOne = chunks.every((chunk) => !(OTHERS in chunk) && isSameChoice(left, chunk));
  return isOne && !(OTHERS in left)
    ? FireworksMessageChunk.sumOf(left, chunks)
    : bundle([left, ...chunks].flatMap(withOthers));
}

/**
 * The message of every choice in a chunk, or in a sum of chunks, by index. More than one only when
 * `n` is above 1.
 */
export function choicesOf(chunk: AIMessageChunk): AIMessageChunk[] {
  if (!(OTHERS in chunk)) return [chunk];
  const [first, ...others] = withOthers(chunk);
  return [FireworksMessageChunk.sumOf(first, []), ...others];
}

/** Which choice a message is: `response_metadata.choice_index`, which is there when `n` is above 1. */
export function choiceOf(message: Pick<AIMessageChunk, "response_metadata">): number {
  const { choice_index: choice } = message.response_metadata;
  return typeof choice === "number" ? choice : 0;
}

/** The lowest choice, with the sums of all others at its side. */
function bundle(chunks: readonly AIMessageChunk[]): AIMessageChunk {
  const choices = new Map<number, AIMessageChunk[]>();
  for (const chunk of chunks) {
    const known = choices.get(choiceOf(chunk));
    if (known) known.push(chunk);
    else choices.set(choiceOf(chunk), [chunk]);
  }
  const [first, ...others] = [...choices]
    .toSorted(([left], [right]) => left - right)
    .map(([, [one, ...more]]) => FireworksMessageChunk.sumOf(one as AIMessageChunk, more));
  // Not enumerable: printing and writing down show the message, and core copies none of it.
  return Object.defineProperty(first as AIMessageChunk, OTHERS, { value: others });
}

function withOthers(chunk: AIMessageChunk): [AIMessageChunk, ...AIMessageChunk[]] {
  return [chunk, ...((chunk as { [OTHERS]?: readonly AIMessageChunk[] })[OTHERS] ?? [])];
}

const isSameChoice = (left: AIMessageChunk, right: AIMessageChunk): boolean =>
  choiceOf(left) === choiceOf(right);

function isV1(message: AIMessageChunk): boolean {
  return message.response_metadata.output_version === "v1";
}

/** Whether the pieces of calls come with what was read from them. */
function isRead({ tool_call_chunks, tool_calls, invalid_tool_calls }: AIMessageChunkFields) {
  const calls = (tool_calls?.length ?? 0) + (invalid_tool_calls?.length ?? 0);
  return calls > 0 && (tool_call_chunks?.length ?? 0) > 0;
}

type CallFields = Pick<
  AIMessageChunkFields,
  "tool_call_chunks" | "tool_calls" | "invalid_tool_calls"
>;

/** Pieces with the calls in them as they were read. */
function takeCalls(message: AIMessageChunk, fields: CallFields): void {
  for (const target of [message, message.lc_kwargs]) {
    target.tool_call_chunks = fields.tool_call_chunks;
    target.tool_calls = fields.tool_calls ?? [];
    target.invalid_tool_calls = fields.invalid_tool_calls ?? [];
  }
}

/**
 * Whether calls are read at once: short ones are read more quickly than fields are made to wait, and a
 * long list in long ones is copied each time.
 */
function isShort(pieces: readonly ToolCallChunk[]): boolean {
  return pieces.reduce((length, { args }) => length + (args?.length ?? 0), 0) <= SHORT;
}

/** Pieces with the calls in them still to be read. */
function awaitCalls(message: AIMessageChunk, sum: ChunkSum): void {
  for (const target of [message, message.lc_kwargs]) {
    target.tool_call_chunks = sum.pieces;
    defineLazy(target, CALLS, sum);
  }
}
