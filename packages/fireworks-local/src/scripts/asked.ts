import type { ChatCompletionRequest, ChatMessage, ToolCallInput } from "fireworks-client/wire";
import { StepBudget } from "../patterns/step-budget.js";
import { currentTurn, textOf } from "../requests/message-text.js";
import type { ScriptEndpoint } from "./script.js";

/** A request as scripts see it: whatever the endpoint, as the chat that says the same. */
export interface Asked {
  endpoint: ScriptEndpoint;
  request: ChatCompletionRequest;
  /** What the patterns of all scripts may spend on it. */
  budget: StepBudget;
}

/** About a second of the slowest patterns. */
const PATTERN_STEPS = 10_000_000;

export function toAsked(endpoint: ScriptEndpoint, request: ChatCompletionRequest): Asked {
  return { endpoint, request, budget: new StepBudget(PATTERN_STEPS) };
}

/** The same request as it was when only the first `count` messages had been said. */
export function upTo(asked: Asked, count: number): Asked {
  const { request } = asked;
  return { ...asked, request: { ...request, messages: request.messages.slice(0, count) } };
}

export interface ToolResult {
  name: string;
  text: string;
}

/** What tools answered since the assistant last spoke. */
export function newToolResults({ request }: Asked): ToolResult[] {
  const turn = currentTurn(request);
  const calls = turn.findLastIndex((message) => message.role === "assistant");
  const names = new Map(callsOf(turn[calls]).map((call) => [call.id, call.function.name]));
  return turn
    .slice(calls + 1)
    .flatMap((message) =>
      message.role === "tool"
        ? [{ name: names.get(message.tool_call_id) ?? "", text: textOf(message) }]
        : [],
    );
}

export function callsOf(message: ChatMessage | undefined): ToolCallInput[] {
  return message?.role === "assistant" ? (message.tool_calls ?? []) : [];
}
