import type { FinishReason, Usage } from "fireworks-client/wire";
import type { OutputItem } from "./output-items.js";
import type { ResponseRequest } from "./response-request.js";

export interface ResponseBody {
  /** Null when it is not stored. */
  id: string | null;
  object: "response";
  created_at: number;
  status: "in_progress" | "completed" | "incomplete" | "failed";
  model: string;
  output: OutputItem[];
  usage: ResponseUsage | null;
  error: { code: string; message: string } | null;
  incomplete_details: { reason: string } | null;
  [echo: string]: unknown;
}

interface ResponseUsage {
  input_tokens: number;
  input_tokens_details: { cached_tokens: number };
  output_tokens: number;
  output_tokens_details?: { reasoning_tokens: number };
  total_tokens: number;
}

/** What a response says of itself beside what it echoes. */
export type ResponseState = Pick<
  ResponseBody,
  "id" | "created_at" | "status" | "output" | "usage" | "error" | "incomplete_details"
>;

/** The object of Fireworks' file: the state, and the request's settings with their defaults. */
export function toResponseBody(request: ResponseRequest, state: ResponseState): ResponseBody {
  return {
    id: state.id,
    object: "response",
    created_at: state.created_at,
    status: state.status,
    model: request.model,
    output: state.output,
    usage: state.usage,
    error: state.error,
    incomplete_details: state.incomplete_details,
    previous_response_id: request.previous_response_id ?? null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: request.max_tool_calls ?? null,
    metadata: request.metadata ?? null,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    reasoning: request.reasoning ?? null,
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: request.text ?? null,
    tool_choice: request.tool_choice ?? "auto",
    tools: request.tools ?? [],
    top_p: request.top_p ?? 1,
    truncation: request.truncation ?? "disabled",
    user: request.user ?? null,
  };
}

/** How it ended: cut by its budget of tokens, or of calls, or not at all. */
export function endOf(
  finish: FinishReason | null | undefined,
  leftOutCalls: boolean,
): Pick<ResponseState, "status" | "incomplete_details"> {
  const reason =
    finish === "length" ? "max_output_tokens" : leftOutCalls ? "max_tool_calls" : undefined;
  return reason === undefined
    ? { status: "completed", incomplete_details: null }
    : { status: "incomplete", incomplete_details: { reason } };
}

/** In the words observed on 2026-05-06, which are OpenAI's; Fireworks' file has those of chats. */
export function toUsage(usage: Usage | null | undefined): ResponseUsage | null {
  if (usage == null) return null;
  const reasoning = usage.completion_tokens_details?.reasoning_tokens;
  return {
    input_tokens: usage.prompt_tokens,
    input_tokens_details: { cached_tokens: usage.prompt_tokens_details?.cached_tokens ?? 0 },
    output_tokens: usage.completion_tokens ?? 0,
    ...(reasoning == null ? {} : { output_tokens_details: { reasoning_tokens: reasoning } }),
    total_tokens: usage.total_tokens,
  };
}
