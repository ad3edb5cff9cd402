import type { Usage } from "fireworks-client/wire";
import { number, record } from "./read-json.js";

/** Undefined when the engine counted nothing. */
export function toUsage(value: unknown): Usage | undefined {
  const usage = record(value);
  const total = number(usage["total_tokens"]);
  const prompt = number(usage["prompt_tokens"]) ?? total;
  if (prompt === undefined) return undefined;
  const completion = number(usage["completion_tokens"]) ?? 0;
  const reasoning = number(record(usage["completion_tokens_details"])["reasoning_tokens"]);
  return {
    prompt_tokens: prompt,
    total_tokens: total ?? prompt + completion,
    completion_tokens: completion,
    prompt_tokens_details: {
      cached_tokens: number(record(usage["prompt_tokens_details"])["cached_tokens"]) ?? 0,
    },
    ...(reasoning === undefined
      ? {}
      : { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

export function countedHere(promptTokens: number, completionTokens: number): Usage {
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens: completionTokens,
    prompt_tokens_details: { cached_tokens: 0 },
  };
}
