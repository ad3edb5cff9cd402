import type {
  AssistantMessage,
  ChatMessage,
  ContentPart,
  ReasoningHistory,
  ToolCallInput,
} from "fireworks-client/wire";
import type { Answer } from "./answer.js";
import type { ResultsTurn, UserTurn } from "./conversation.js";
import { callIdOf } from "./call-id.js";

/** A turn as it stands when a request is made: an answer is the one choice that goes on. */
export type SaidTurn = UserTurn | ResultsTurn | { kind: "answer"; answer: Answer };

export interface History {
  system: string;
  turns: readonly SaidTurn[];
  /** What the request says of old reasoning; what the server would drop is not sent. */
  reasoningHistory: ReasoningHistory | undefined;
}

/** The conversation as the wire wants it. */
export function toMessages({ system, turns, reasoningHistory }: History): ChatMessage[] {
  const lastUser = turns.findLastIndex(({ kind }) => kind === "user");
  const messages = turns.flatMap((turn, at): ChatMessage[] => {
    switch (turn.kind) {
      case "user":
        return [userMessage(turn)];
      case "results":
        return turn.results.map(({ callId, text }) => ({
          role: "tool",
          content: text,
          tool_call_id: callId,
        }));
      case "answer":
        return assistantMessages(turn.answer, {
          hasResults: turns[at + 1]?.kind === "results",
          sendsReasoning: sendsReasoning(reasoningHistory, at > lastUser),
        });
    }
  });
  return system.trim() === "" ? messages : [{ role: "system", content: system }, ...messages];
}

/** Fireworks drops the rest itself: all with `disabled`, that of earlier rounds with `interleaved`. */
function sendsReasoning(history: ReasoningHistory | undefined, isCurrent: boolean): boolean {
  if (history === "disabled") return false;
  return history !== "interleaved" || isCurrent;
}

function userMessage({ text, pictures }: UserTurn): ChatMessage {
  if (pictures.length === 0) return { role: "user", content: text };
  // Some models want pictures before the text.
  const images: ContentPart[] = pictures.map(({ url }) => ({
    type: "image_url",
    image_url: { url },
  }));
  return { role: "user", content: text === "" ? images : [...images, { type: "text", text }] };
}

/**
 * Calls nobody answered are left out, because a call without a result is refused; so is an answer that
 * then says nothing.
 */
function assistantMessages(
  answer: Answer,
  { hasResults, sendsReasoning }: { hasResults: boolean; sendsReasoning: boolean },
): AssistantMessage[] {
  const calls = hasResults ? answer.toolCalls.map(wireCall) : [];
  if (answer.content === "" && calls.length === 0) return [];
  return [
    {
      role: "assistant",
      content: answer.content === "" ? null : answer.content,
      ...(sendsReasoning && answer.reasoning !== "" && { reasoning_content: answer.reasoning }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
  ];
}

/** Without the `index` that only answers carry. */
function wireCall(call: Answer["toolCalls"][number], at: number): ToolCallInput {
  return {
    id: callIdOf(call, at),
    type: "function",
    function: { name: call.function.name ?? "", arguments: call.function.arguments ?? "" },
  };
}
