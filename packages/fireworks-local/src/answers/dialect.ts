import type { Answer } from "./answer.js";
import type { UsagePlace } from "./chunks.js";
import type { Reply } from "./reply.js";

/** How one endpoint says what was answered. */
export interface Dialect {
  /** As scripts name it. */
  endpoint: "chat" | "completions";
  idPrefix: string;
  /** Tokens of an answer whose request sets no limit. Default: what the window leaves. */
  maxTokens?: number;
  /** What of an answer this endpoint has words for. */
  sayable(answer: Answer): Answer;
  whole(reply: Reply): object;
  chunks(reply: Reply, usagePlace: UsagePlace): Iterable<object>;
}
