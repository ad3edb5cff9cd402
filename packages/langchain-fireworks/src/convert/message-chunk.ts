import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type ContentBlock,
  type UsageMetadata,
} from "@langchain/core/messages";
import { partialBlocks, summedBlocks } from "./standard-blocks.js";
import { endsWithBudget, readCalls } from "./tool-calls-from-wire.js";

/** Where a sum keeps the other choices; the same symbol in every copy of this package. */
const OTHERS = Symbol.for("langchain-fireworks.other-choices");

/**
 * An `AIMessageChunk` whose sum is the message `invoke` gives, field by field, in both output
 * versions. Core's sum differs in four places: it adds empty token details that no server sent; it
 * completes the arguments of a tool call that the output budget cut off, which an agent would then
 * run with; it leaves pieces of tool calls among the content blocks; and it would write the answers
 * of several choices into one.
 */
export class FireworksMessageChunk extends AIMessageChunk {
  /** A sum that holds the stream's last chunk, as against that chunk itself. */
  #isWhole = false;

  constructor(fields: AIMessageChunkFields) {
    super(fields);
    // Core makes v1 output by copying, and would complete the arguments anew.
    if (isRead(fields)) {
      this.tool_calls = fields.tool_calls ?? [];
      this.invalid_tool_calls = fields.invalid_tool_calls ?? [];
    }
  }

  override get contentBlocks(): ContentBlock.Standard[] {
    if (isV1(this)) return this.content as ContentBlock.Standard[];
    return this.#isWhole ? summedBlocks(this) : partialBlocks(this);
  }

  /** Written down, and loaded again, as the class of core that it is everywhere else. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, "AIMessageChunk"];
  }

  /** Adds to the same choice; another choice is kept beside it, where {@link choicesOf} finds it. */
  override concat(chunk: AIMessageChunk): this {
    const isOne = !(OTHERS in this || OTHERS in chunk) && isSameChoice(this, chunk);
    return isOne ? this.plus(chunk) : (bundle(choicesOf(this), choicesOf(chunk)) as this);
  }

  /** The sum of two chunks of one choice. */
  plus(chunk: AIMessageChunk): this {
    const sum = super.concat(chunk);
    const usage = sentUsage(sum.usage_metadata);
    if (usage) {
      sum.usage_metadata = usage;
      sum.lc_kwargs.usage_metadata = usage;
    }
    // Core adds numbers up, and this one is a name.
    const { choice_index: choice } = this.response_metadata;
    if (choice !== undefined) sum.response_metadata.choice_index = choice;
    // On the closing chunk always, also of a stream that was taken without a finish reason.
    if (sum.response_metadata.model_name !== undefined) {
      sum.#isWhole = true;
      parseStrictly(sum);
      if (isV1(sum)) sum.content = summedBlocks(sum);
    }
    return sum;
  }

  /** A chunk alone: without other choices and without the raw chunk it was read from. */
  static copyOf(chunk: AIMessageChunk): FireworksMessageChunk {
    const { id, name, content, tool_call_chunks, usage_metadata } = chunk;
    const copy = new FireworksMessageChunk({
      content,
      additional_kwargs: { ...chunk.additional_kwargs },
      response_metadata: { ...chunk.response_metadata },
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
      ...(usage_metadata && { usage_metadata }),
      ...(tool_call_chunks && { tool_call_chunks }),
    });
    copy.#isWhole = #isWhole in chunk && chunk.#isWhole;
    const { tool_calls, invalid_tool_calls } = chunk;
    return Object.assign(copy, { tool_calls, invalid_tool_calls });
  }
}

/**
 * The message of every choice in a chunk, or in a sum of chunks, by index. More than one only when
 * `n` is above 1.
 */
export function choicesOf(chunk: AIMessageChunk): AIMessageChunk[] {
  const others = (chunk as { [OTHERS]?: readonly AIMessageChunk[] })[OTHERS];
  return others === undefined ? [chunk] : [FireworksMessageChunk.copyOf(chunk), ...others];
}

/** Which choice a message is: `response_metadata.choice_index`, which is there when `n` is above 1. */
export function choiceOf(message: Pick<AIMessageChunk, "response_metadata">): number {
  const { choice_index: choice } = message.response_metadata;
  return typeof choice === "number" ? choice : 0;
}

/** The lowest choice, with the sums of all others at its side. */
function bundle(left: AIMessageChunk[], right: AIMessageChunk[]): FireworksMessageChunk {
  const sums = left.map((chunk) => FireworksMessageChunk.copyOf(chunk));
  for (const piece of right) {
    const known = sums.findIndex((sum) => isSameChoice(sum, piece));
    const sum = sums[known];
    if (sum === undefined) sums.push(FireworksMessageChunk.copyOf(piece));
    else sums[known] = sum.plus(piece);
  }
  const [first, ...others] = sums.toSorted((a, b) => choiceOf(a) - choiceOf(b));
  // Not enumerable: printing and writing down show the message, and core copies none of it.
  return Object.defineProperty(first as FireworksMessageChunk, OTHERS, { value: others });
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

function sentUsage(usage: UsageMetadata | undefined): UsageMetadata | undefined {
  if (usage === undefined) return undefined;
  const { input_token_details: input, output_token_details: output, ...totals } = usage;
  return {
    ...totals,
    ...(hasKeys(input) && { input_token_details: input }),
    ...(hasKeys(output) && { output_token_details: output }),
  };
}

function hasKeys(details: object | undefined): boolean {
  return details !== undefined && Object.keys(details).length > 0;
}

/** Until the stream has finished, the completed arguments are what a UI wants to show. */
function parseStrictly(message: AIMessageChunk): void {
  const chunks = message.tool_call_chunks ?? [];
  if (chunks.length === 0) return;
  const calls = readCalls(
    chunks.map((call) => ({
      id: call.id ?? "",
      name: call.name ?? "",
      arguments: call.args ?? "",
    })),
    endsWithBudget(message.response_metadata.finish_reason),
  );
  message.tool_calls = calls.tool_calls;
  message.invalid_tool_calls = calls.invalid_tool_calls;
}
