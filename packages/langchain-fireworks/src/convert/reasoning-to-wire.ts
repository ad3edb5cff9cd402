import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import type { ReasoningHistory } from "fireworks-client/wire";
import { isRecord } from "./unknown-values.js";

/** What of the reasoning in a history is sent back. */
export interface ReasoningReplay {
  /** Whose reasoning; `own` is Fireworks' and that of messages that do not say. Default `own`. */
  replayReasoning?: "own" | "all" | "none";
  /** What the request says about earlier turns; what the server would drop is not sent. */
  reasoningHistory?: ReasoningHistory | undefined;
}

/**
 * The `reasoning_content` of each message that has some to send, by the message's place. Fireworks
 * drops old reasoning itself (section 2.6 of the contract): all of it with `disabled`, that of the
 * turns before the last user message with `interleaved`. So it need not travel.
 *
 * @param lastUserTurn - The place of the last user message, −1 without one.
 */
export function reasoningToWire(
  messages: readonly BaseMessage[],
  lastUserTurn: number,
  { replayReasoning = "own", reasoningHistory }: ReasoningReplay,
): ReadonlyMap<number, string> {
  const kept = new Map<number, string>();
  if (replayReasoning === "none" || reasoningHistory === "disabled") return kept;
  const start = reasoningHistory === "interleaved" ? lastUserTurn : 0;
  messages.forEach((message, index) => {
    if (index < start || !AIMessage.isInstance(message)) return;
    const reasoning = isOwn(message)
      ? ownReasoning(message)
      : replayReasoning === "all"
        ? (ownReasoning(message) ?? inBlocks(message.contentBlocks))
        : undefined;
    if (reasoning !== undefined) kept.set(index, reasoning);
  });
  return kept;
}

/** Reasoning goes back only to whom it came from: another vendor's means nothing to this model. */
function isOwn(message: AIMessage): boolean {
  const provider = message.response_metadata?.model_provider;
  // Stores and other languages write what is not set as `null` or an empty text.
  return provider == null || provider === "" || provider === "fireworks";
}

/**
 * An empty string is kept: the model had its say, and said nothing. Of a message in the wire's own form,
 * `{ role: "assistant", reasoning_content }`, core keeps the key only among what it was made of.
 */
function ownReasoning(message: AIMessage): string | undefined {
  const made: Record<string, unknown> | undefined = message.lc_kwargs;
  const reasoning = message.additional_kwargs?.reasoning_content ?? made?.reasoning_content;
  return typeof reasoning === "string" ? reasoning : inBlocks(message.content);
}

/** The reasoning in standard content blocks, which is where v1 output and native events keep it. */
function inBlocks(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined;
  const pieces = content.flatMap((block: unknown) =>
    isRecord(block) && block.type === "reasoning" && typeof block.reasoning === "string"
      ? [block.reasoning]
      : [],
  );
  return pieces.length === 0 ? undefined : pieces.join("");
}
