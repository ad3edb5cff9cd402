import type { JsonSchema } from "fireworks-client/wire";

/** `POST /responses` as far as it is read here (contract 6.4); the shape beside it says what is accepted. */
export interface ResponseRequest {
  model: string;
  input: string | InputItem[];
  background?: boolean | null;
  include?: string[] | null;
  instructions?: string | null;
  max_output_tokens?: number | null;
  max_tool_calls?: number | null;
  metadata?: Record<string, unknown> | null;
  parallel_tool_calls?: boolean | null;
  previous_response_id?: string | null;
  prompt_cache_key?: string | null;
  reasoning?: { effort?: string | number | boolean | null; summary?: string | null } | null;
  service_tier?: "auto" | "default" | "flex" | "priority" | null;
  store?: boolean | null;
  stream?: boolean | null;
  temperature?: number | null;
  text?: { format?: TextFormat | null } | null;
  tool_choice?: string | { type: "function"; name: string } | null;
  tools?: ResponseTool[] | null;
  top_logprobs?: number | null;
  top_p?: number | null;
  truncation?: "auto" | "disabled" | null;
  user?: string | null;
}

export type TextFormat =
  | { type: "text" }
  | { type: "json_object" }
  | { type: "json_schema"; name?: string | null; schema: JsonSchema; strict?: boolean | null };

export interface FunctionTool {
  type: "function";
  name: string;
  description?: string | null;
  parameters?: JsonSchema | null;
  strict?: boolean | null;
}

/** Tools that Fireworks runs itself have other types. */
export type ResponseTool =
  | FunctionTool
  | { type: "mcp" | "sse" | "python" | "web_search" | "namespace" };

export type InputItem = MessageItem | CallItem | CallOutputItem | ToolOutputItem | ReasoningItem;

export interface MessageItem {
  type?: "message";
  role: "user" | "assistant" | "system" | "developer";
  content: string | ItemPart[];
}

export type ItemPart =
  | { type: "input_text" | "output_text" | "text"; text: string }
  | { type: "input_image"; image_url: string; detail?: string | null };

export interface CallItem {
  type: "function_call";
  call_id: string;
  name: string;
  arguments: string;
}

export interface CallOutputItem {
  type: "function_call_output";
  call_id: string;
  output: string | ItemPart[];
}

/** What Fireworks itself writes into `output` for a tool it ran, sent back. */
export interface ToolOutputItem {
  type: "tool_output";
  tool_call_id: string;
  output: string;
}

export interface ReasoningItem {
  type: "reasoning";
  summary?: { text: string }[] | null;
  content?: { text: string }[] | null;
}
