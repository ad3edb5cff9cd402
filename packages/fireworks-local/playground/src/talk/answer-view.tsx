import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { emptyAnswer } from "../state/answer.js";
import { type Exchange, isOver } from "../state/exchange.js";
import { StructuredAnswer } from "../structured/structured-answer.js";
import { structuredState } from "../structured/structured-state.js";
import { CopyButton } from "../parts/copy-button.js";
import { MarkdownText } from "./markdown-text.js";
import { ReasoningFold } from "./reasoning-fold.js";
import { TokenView } from "./token-view.js";
import { ToolCallCards } from "./tool-call-cards.js";

const FINISHES: Readonly<Record<string, string>> = {
  length: "Cut off: the budget of tokens is used up (finish_reason: length).",
  content_filter: "Ended by a filter (finish_reason: content_filter).",
};

/** One choice of an answer: reasoning, text or tokens, what was asked to be structured, calls. */
export function AnswerView({ exchange, choice }: { exchange: Exchange; choice: number }): VNode {
  const answer = exchange.answers[choice] ?? emptyAnswer();
  const isDone = isOver(exchange);
  const { content, tokens, refusal, finishReason, toolCalls } = answer;
  const hasProbabilities = tokens[0]?.logprob !== undefined;
  const asTokens = useSignal(true);
  const finish = FINISHES[finishReason ?? ""];
  return (
    <div class="answer">
      <ReasoningFold answer={answer} isDone={isDone} />
      {hasProbabilities && asTokens.value ? (
        <TokenView tokens={tokens} count={tokens.length} />
      ) : (
        <MarkdownText text={content} isOver={isDone} />
      )}
      {refusal !== "" && <p class="problem">The model refused: {refusal}</p>}
      <StructuredAnswer state={structuredState(exchange.request, { content, isOver: isDone })} />
      <ToolCallCards calls={toolCalls} isOver={isDone || finishReason !== undefined} />
      {finish !== undefined && <p class="note">{finish}</p>}
      <p class="turn-actions">
        {hasProbabilities && (
          <button
            type="button"
            aria-pressed={asTokens.value}
            onClick={() => (asTokens.value = !asTokens.value)}
          >
            Tokens
          </button>
        )}
        {isDone && content !== "" && <CopyButton text={() => content} label="Copy answer" />}
      </p>
    </div>
  );
}
