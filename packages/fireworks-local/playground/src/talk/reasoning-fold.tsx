import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Answer } from "../state/answer.js";

/** What the model thought, folded: its last line is seen while it thinks. */
export function ReasoningFold({
  answer,
  isDone,
}: {
  answer: Answer;
  isDone: boolean;
}): VNode | null {
  const isOpen = useSignal(false);
  const { reasoning, reasoningTimes } = answer;
  if (reasoning === "") return null;
  const isThinking = !isDone && answer.content === "" && answer.toolCalls.length === 0;
  const [from, to] = reasoningTimes ?? [0, 0];
  const seconds = `${((to - from) / 1000).toFixed(1)} s`;
  return (
    <details
      class="reasoning"
      open={isOpen.value}
      onToggle={(event) => (isOpen.value = event.currentTarget.open)}
    >
      <summary>
        {isThinking ? `Thinking … ${seconds}` : `Reasoning, ${seconds}`}
        {isThinking && !isOpen.value && (
          <span class="reasoning-end quiet"> {reasoning.slice(-80)}</span>
        )}
      </summary>
      {isOpen.value && <p class="reasoning-text">{reasoning}</p>}
    </details>
  );
}
