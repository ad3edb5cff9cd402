import type { MessageContent } from "@langchain/core/messages";
import { FireworksError } from "fireworks-client";
import type { ChatCompletionResponse } from "fireworks-client/wire";
import { adoptError } from "../errors/adopt-error.js";

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

/** @throws {@link FireworksError} when the answer does not say: a 0 would pass for a count. */
export function exactPromptTokens({ usage }: ChatCompletionResponse): number {
  if (typeof usage?.prompt_tokens === "number") return usage.prompt_tokens;
  const happened = "The answer does not say how many tokens the prompt has.";
  const hint = "Check that the base URL points at Fireworks, or use `getNumTokens`.";
  throw adoptError(new FireworksError(`${happened} ${hint}`, { code: "no_usage", hint }), {});
}
