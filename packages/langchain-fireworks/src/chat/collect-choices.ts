import type { AIMessageChunk } from "@langchain/core/messages";
import { choicesOf } from "../convert/message-chunk.js";

/**
 * Reads a stream to its end and adds its chunks up, each choice by itself: the messages `generate`
 * gives, by index. With `n` above 1 that is one message for each choice, otherwise one in all.
 *
 * @example
 * ```ts
 * import { ChatFireworks, collectChoices } from "langchain-fireworks";
 *
 * const llm = new ChatFireworks("accounts/fireworks/models/deepseek-v4p1-flash");
 * const [first, second] = await collectChoices(await llm.stream("Name a colour.", { n: 2 }));
 * ```
 */
export async function collectChoices(
  stream: AsyncIterable<AIMessageChunk>,
): Promise<AIMessageChunk[]> {
  let sum: AIMessageChunk | undefined;
  for await (const chunk of stream) sum = sum === undefined ? chunk : sum.concat(chunk);
  return sum === undefined ? [] : choicesOf(sum);
}
