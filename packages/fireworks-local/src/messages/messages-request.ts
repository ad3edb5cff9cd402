import type { JsonSchema } from "fireworks-client/wire";

/** `POST /messages` as far as it is read here (contract 6.5); the shape beside it says what is accepted. */
export interface MessagesRequest {
  model: string;
  messages: InputMessage[];
  max_tokens?: number;
  metadata?: { user_id?: string | null };
  output_config?: {
    effort?: "low" | "medium" | "high" | "max" | null;
    format?: { type: "json_schema"; schema: JsonSchema } | null;
  };
  service_tier?: "auto" | "default" | "flex" | "priority";
  stop_sequences?: string[];
  stream?: boolean;
  system?: string | TextBlock[];
  temperature?: number;
  thinking?:
    | { type: "enabled"; budget_tokens: number }
    | { type: "disabled" }
    | { type: "adaptive" };
  tool_choice?: MessagesToolChoice;
  tools?: MessagesTool[];
  top_k?: number;
  top_p?: number;
  raw_output?: boolean | null;
}

export interface InputMessage {
  role: "user" | "assistant";
  content: string | InputBlock[];
}

export type InputBlock =
  | TextBlock
  | ImageBlock
  | DocumentBlock
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "redacted_thinking"; data: string }
  | ToolUseBlock
  | ToolResultBlock;

export interface TextBlock {
  type: "text";
  text: string;
}

export interface ImageBlock {
  type: "image";
  source: { type: "base64"; media_type: string; data: string } | { type: "url"; url: string };
}

export interface DocumentBlock {
  type: "document";
  source:
    | { type: "base64"; media_type: string; data: string }
    | { type: "url"; url: string }
    | { type: "text"; media_type: string; data: string }
    | { type: "content"; content: string | (TextBlock | ImageBlock)[] };
  title?: string | null;
  context?: string | null;
}

export interface ToolUseBlock {
  type: "tool_use";
  id: string;
  name: string;
  input: Record<string, unknown>;
}

export interface ToolResultBlock {
  type: "tool_result";
  tool_use_id: string;
  content?: string | (TextBlock | ImageBlock | DocumentBlock)[];
  is_error?: boolean;
}

export type MessagesToolChoice =
  | { type: "auto" | "any"; disable_parallel_tool_use?: boolean }
  | { type: "tool"; name: string; disable_parallel_tool_use?: boolean }
  | { type: "none" };

export interface MessagesTool {
  name: string;
  input_schema: JsonSchema;
  description?: string;
  strict?: boolean;
}
