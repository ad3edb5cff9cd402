import type { FinishReason, TokenLogprob, Usage } from "fireworks-client/wire";
import type { LatencySetting } from "../latency/latency.js";

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
  usage?: Pick<Usage, "prompt_tokens"> &
    Omit<Usage, "prompt_tokens" | "total_tokens"> & { completion_tokens: number };
  /** The stream's content deltas, one each. Default: one a token, the first holding two. */
  pieces?: string[];
  /**
   * The tokens of the content with their log probabilities, as Fireworks writes them; sent when the
   * request asks for them. Default: made up.
   */
  logprobs?: GivenLogprob[];
  /** For requests with `n`: the first choice, the second, …; after the last, the first again. */
  choices?: Omit<Answer, "choices" | "latency" | "usage">[];
  /** How fast this answer comes; it counts before the server's. */
  latency?: LatencySetting;
}

/** One token of a text whose probabilities are given. */
export type GivenLogprob = Pick<TokenLogprob, "token" | "logprob"> & {
  top_logprobs?: { token: string; logprob: number }[];
};

/** One tool call of an answer. */
export interface ToolCallAnswer {
  name: string;
  /** A value is written as JSON; a string is sent as it is, even when it is not JSON. Default: `{}`. */
  arguments?: Record<string, unknown> | string;
  /** Default: `call_` and 24 characters that follow from the request and the seed. */
  id?: string;
}
