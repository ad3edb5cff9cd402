import type { MessageContent } from "@langchain/core/messages";

/** Scripts without spaces take about a token a character; others about one for four. */
const DENSE_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
const CHARACTERS_PER_TOKEN = 4;

/**
 * An offline estimate of a text's tokens. Every model has its own tokenizer, and fetching one at
 * run time stalls behind proxies, so this never leaves the process and never claims to be exact.
 */
export function estimateTokens(text: string): number {
  const dense = text.match(DENSE_SCRIPT)?.length ?? 0;
  return dense + Math.ceil((text.length - dense) / CHARACTERS_PER_TOKEN);
}

/** The text of a message's content; media counts as none, for its price is the model's own. */
export function textOfContent(content: MessageContent): string {
  if (typeof content === "string") return content;
  return content
    .map((block) => (block.type === "text" && typeof block.text === "string" ? block.text : ""))
    .join("");
}
