import type { ChatCompletionRequest, FinishReason, Usage } from "fireworks-client/wire";

/** What the stand-in says, before it is cut into tokens. Also what a script gives. */
export interface Answer {
  /** Default: none, which is `null` in the message. */
  content?: string | null;
  /** Becomes `reasoning_content`. Default: none. */
  reasoning?: string;
  toolCalls?: ToolCallAnswer[];
  /** Default: `tool_calls` when there are calls, otherwise `stop`; `length` when cut. */
  finishReason?: FinishReason;
  /** Default: counted. Dropped when `max_tokens` or `stop` cuts the answer. */
  usage?: Pick<Usage, "prompt_tokens"> & { completion_tokens: number };
  /** The stream's content deltas, one each. Default: one a token, the first holding two. */
  pieces?: string[];
}

/** One tool call of an answer. */
export interface ToolCallAnswer {
  name: string;
  /** A value is written as JSON; a string is sent as it is, even when it is not JSON. */
  arguments: Record<string, unknown> | string;
  /** Default: `call_` and 24 characters that follow from the request and the seed. */
  id?: string;
}

/** A scripted answer: used when every condition of `when` holds. Conditions look at content only. */
export interface Script {
  when: ScriptCondition;
  /** A function is called for every request the script answers. */
  answer: Answer | ((request: ChatCompletionRequest) => Answer);
}

/** What a request must say for a script to answer it; conditions left out hold always. */
export interface ScriptCondition {
  /** The full id, as the request has it. */
  model?: string;
  /** Found in the text of the system messages. */
  system?: string | RegExp;
  /** Found in the text of the last user message. */
  user?: string | RegExp;
  /** Sees the whole request, after it was found valid. */
  predicate?: (request: ChatCompletionRequest) => boolean;
}
