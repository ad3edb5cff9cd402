import type { AIMessage } from "@langchain/core/messages";
import type { BatchItem } from "../batch/index.js";

/** One answered or failed row as it is written. */
export interface ResultRecord {
  index: number;
  id?: string;
  /** A text, or the object of `--schema`. */
  output?: unknown;
  error?: { name: string; message: string };
  finish_reason?: string;
  input_tokens?: number;
  output_tokens?: number;
  /** US dollars, where a price is known. */
  cost?: number;
}

/** An item of the results in plain JSON. */
export function recordOf(item: BatchItem<unknown>): ResultRecord {
  const { index, id } = item;
  const place = { index, ...(id !== undefined && { id }) };
  if ("error" in item && item.error !== undefined) {
    const { name, message } = item.error;
    return { ...place, error: { name, message }, ...measured(item.message) };
  }
  const { output, message } = item;
  return { ...place, output: output === message ? message?.text : output, ...measured(message) };
}

function measured(message: AIMessage | undefined): Partial<ResultRecord> {
  if (message === undefined) return {};
  const { usage_metadata: usage, response_metadata: metadata } = message;
  const { finish_reason: reason, cost } = metadata as { finish_reason?: string; cost?: number };
  return {
    ...(reason !== undefined && { finish_reason: reason }),
    ...(usage && { input_tokens: usage.input_tokens, output_tokens: usage.output_tokens }),
    ...(typeof cost === "number" && { cost }),
  };
}
