import type { VNode } from "preact";
import type { ResultsTurn } from "../state/conversation.js";

/** What the tools said. */
export function ResultsTurnView({ turn }: { turn: ResultsTurn }): VNode {
  return (
    <article class="turn results-turn" aria-label="Tool results">
      <ul class="tool-calls">
        {turn.results.map(({ callId, text, isCanned }) => (
          <li key={callId} class="tool-call">
            <p class="tool-call-name">
              Result of <code>{callId}</code>
              {isCanned && <span class="quiet"> by the tool's table</span>}
            </p>
            <pre>{text}</pre>
          </li>
        ))}
      </ul>
    </article>
  );
}
