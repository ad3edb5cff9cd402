import type { VNode } from "preact";
import type { Talk } from "../state/talk.js";

export function SystemPrompt({ talk }: { talk: Talk }): VNode {
  return (
    <details class="system-prompt" open={talk.system.peek() !== ""}>
      <summary>System prompt{talk.system.value === "" ? "" : " (set)"}</summary>
      <textarea
        aria-label="System prompt"
        rows={3}
        placeholder="What the model is told before everything else"
        value={talk.system.value}
        onInput={(event) => (talk.system.value = event.currentTarget.value)}
      />
    </details>
  );
}
