import type {
  ChatCompletionResponse,
  FinishReason,
  RawOutput,
  ResponseMessage,
  ToolCall,
  Usage,
} from "fireworks-client/wire";
import { isRecord } from "../json/is-record.js";
import { parseJson } from "../json/parse-json.js";
import type { AnswerFacts } from "../adapters/chat-adapter.js";

export type OutputBlock =
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "text"; text: string; citations: null }
  | { type: "tool_use"; id: string; name: string; input: Record<string, unknown> };

export interface MessageBody {
  id: string;
  type: "message";
  role: "assistant";
  content: OutputBlock[];
  model: string;
  stop_reason: string | null;
  stop_sequence: string | null;
  usage: MessagesUsage;
  raw_output?: object;
}

interface MessagesUsage {
  input_tokens: number;
  cache_read_input_tokens: number;
  output_tokens: number;
}

/** The whole answer of a chat as a message of this vocabulary. */
export function toMessageBody(
  answer: ChatCompletionResponse,
  { id, stopWord }: Pick<AnswerFacts, "stopWord"> & { id: string },
): MessageBody {
  const [choice] = answer.choices;
  const rawOutput = choice?.raw_output;
  return {
    id,
    type: "message",
    role: "assistant",
    content: choice === undefined ? [] : blocksOf(choice.message),
    model: answer.model,
    ...stopOf(choice?.finish_reason, stopWord),
    usage: toUsage(answer.usage),
    ...(rawOutput == null ? {} : { raw_output: toRawOutput(rawOutput) }),
  };
}

/** Observed: the signature is empty, and comes back so. */
export const thinkingBlock = (thinking: string): OutputBlock => ({
  type: "thinking",
  thinking,
  signature: "",
});

export const textBlock = (text: string): OutputBlock => ({ type: "text", text, citations: null });

function blocksOf({ reasoning_content, content, tool_calls }: ResponseMessage): OutputBlock[] {
  return [
    ...(reasoning_content ? [thinkingBlock(reasoning_content)] : []),
    ...(content ? [textBlock(content)] : []),
    ...(tool_calls ?? []).map(toToolUse),
  ];
}

function toToolUse({ id, function: called }: ToolCall): OutputBlock {
  const { name, arguments: written } = called;
  return {
    type: "tool_use",
    id: toolUseId(id ?? ""),
    name: name ?? "",
    input: readInput(written ?? ""),
  };
}

/** The pattern of the file has no dots or colons, which some models write into ids. */
export const toolUseId = (id: string): string => id.replaceAll(/[^a-zA-Z0-9_-]/g, "_") || "call";

/** An object, whatever the model wrote; what is no JSON goes under the key Anthropic uses for it. */
function readInput(written: string): Record<string, unknown> {
  if (written.trim() === "") return {};
  const read = parseJson(written);
  return isRecord(read) ? read : { INVALID_JSON: written };
}

const STOP_REASONS: Readonly<Partial<Record<FinishReason, string>>> = {
  stop: "end_turn",
  length: "max_tokens",
  tool_calls: "tool_use",
  function_call: "tool_use",
};

export function stopOf(
  reason: FinishReason | null | undefined,
  stopWord: string | undefined,
): Pick<MessageBody, "stop_reason" | "stop_sequence"> {
  if (reason === "stop" && stopWord !== undefined)
    return { stop_reason: "stop_sequence", stop_sequence: stopWord };
  return { stop_reason: STOP_REASONS[reason ?? "stop"] ?? "end_turn", stop_sequence: null };
}

/** What was read from the cache is not among the input tokens here, as it is in a chat. */
export function toUsage(usage: Usage | null | undefined): MessagesUsage {
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  return {
    input_tokens: Math.max((usage?.prompt_tokens ?? 0) - cached, 0),
    cache_read_input_tokens: cached,
    output_tokens: usage?.completion_tokens ?? 0,
  };
}

/** Less the probabilities and videos, which the closed object of the file does not have. */
function toRawOutput(raw: RawOutput): object {
  const { prompt_fragments, prompt_token_ids, completion, completion_token_ids } = raw;
  return {
    prompt_fragments: prompt_fragments ?? [],
    prompt_token_ids: prompt_token_ids ?? [],
    completion: completion ?? "",
    completion_token_ids: completion_token_ids ?? null,
    images: raw.images ?? null,
    grammar: raw.grammar ?? null,
  };
}
