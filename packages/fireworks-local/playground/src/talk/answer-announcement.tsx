import type { VNode } from "preact";
import { keptAnswer, type Talk } from "../state/talk.js";
import { isOver } from "../state/exchange.js";

/** So much of an answer is read out by itself. */
const MOST_CHARACTERS = 1_000;

/** Tells a screen reader an answer once, when it is there. */
export function AnswerAnnouncement({ talk }: { talk: Talk }): VNode {
  return (
    <div class="unseen" role="status">
      {announcement(talk)}
    </div>
  );
}

function announcement(talk: Talk): string {
  const turn = talk.turns.value.at(-1);
  if (turn?.kind !== "answer") return "";
  const exchange = turn.exchanges[turn.lane.value]?.value;
  if (exchange === undefined || !isOver(exchange)) return "Answering.";
  if (exchange.failure !== undefined) return `The request failed: ${exchange.failure.message}`;
  const { content, toolCalls } = keptAnswer(turn);
  const calls = toolCalls.length === 0 ? "" : ` ${toolCalls.length} tool calls.`;
  return `Answer: ${content.slice(0, MOST_CHARACTERS)}${calls}`;
}
