import { AIMessageChunk, type UsageMetadata } from "@langchain/core/messages";
import { readCalls } from "./tool-calls-from-wire.js";

/**
 * An `AIMessageChunk` whose sum is the message `invoke` gives, field by field. Core's sum differs in
 * two places: it adds empty token details that no server sent, and it completes the arguments of a
 * tool call that the output budget cut off, which an agent would then run with.
 */
export class FireworksMessageChunk extends AIMessageChunk {
  /** Written down, and loaded again, as the class of core that it is everywhere else. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, "AIMessageChunk"];
  }

  override concat(chunk: AIMessageChunk): this {
    const sum = super.concat(chunk);
    const usage = sentUsage(sum.usage_metadata);
    if (usage) {
      sum.usage_metadata = usage;
      sum.lc_kwargs.usage_metadata = usage;
    }
    if (sum.response_metadata.finish_reason !== undefined) parseStrictly(sum);
    return sum;
  }
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
  );
  message.tool_calls = calls.tool_calls;
  message.invalid_tool_calls = calls.invalid_tool_calls;
}
