import type { UsageMetadata } from "@langchain/core/messages";
import type { Usage } from "fireworks-client/wire";

/**
 * Fireworks' token counts as LangChain's. Details appear only when the server sent them: a zero is
 * information, an invented zero is not. `total_tokens` is the sum when the server leaves it out.
 */
export function usageFromWire(usage: Usage | null | undefined): UsageMetadata | undefined {
  if (usage == null) return undefined;
  const input = usage.prompt_tokens ?? 0;
  const output = usage.completion_tokens ?? 0;
  const cached = usage.prompt_tokens_details?.cached_tokens;
  const reasoning = usage.completion_tokens_details?.reasoning_tokens;
  const read: UsageMetadata = {
    input_tokens: input,
    output_tokens: output,
    total_tokens: usage.total_tokens ?? input + output,
  };
  if (cached != null) read.input_token_details = { cache_read: cached };
  if (reasoning != null) read.output_token_details = { reasoning };
  return read;
}

/** The older LangChain.js spelling, which `llmOutput.tokenUsage` and many callbacks read. */
export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
}

export function tokenUsageFromWire(usage: Usage | null | undefined): TokenUsage | undefined {
  const metadata = usageFromWire(usage);
  return (
    metadata && {
      promptTokens: metadata.input_tokens,
      completionTokens: metadata.output_tokens,
      totalTokens: metadata.total_tokens,
    }
  );
}
