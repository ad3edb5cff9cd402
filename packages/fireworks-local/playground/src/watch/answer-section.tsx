import type { VNode } from "preact";
import type { Answer } from "../state/answer.js";
import { MarkedJson } from "./marked-json.js";
import type { ReadAnswer } from "./read-answer.js";

/** What was answered: put together, and as it was sent. */
export function AnswerSection({ answer }: { answer: ReadAnswer }): VNode {
  const { choices, raw, json, events } = answer;
  return (
    <section aria-label="Answer">
      <h3>Answer</h3>
      {choices.map((choice, at) => (
        <AssembledChoice key={at} choice={choice} />
      ))}
      {choices.length === 0 && json !== undefined && (
        <MarkedJson label="Answer as JSON" value={json} />
      )}
      {raw === "" && <p class="quiet">No body.</p>}
      {raw !== "" && (
        <details>
          <summary>
            As it was sent{events === undefined ? "" : ` (${events.length} events)`}
          </summary>
          <pre class="raw">{raw}</pre>
        </details>
      )}
    </section>
  );
}

function AssembledChoice({ choice }: { choice: Answer }): VNode {
  const { reasoning, content, toolCalls, finishReason } = choice;
  return (
    <div class="assembled">
      {reasoning !== "" && (
        <details>
          <summary>Reasoning</summary>
          <p class="said">{reasoning}</p>
        </details>
      )}
      {content !== "" && <p class="said">{content}</p>}
      {toolCalls.map((call, at) => (
        <div key={at} class="call">
          <p>
            Tool call <code>{call.function.name}</code>{" "}
            <span class="quiet">{call.id === "" ? "without an id" : call.id}</span>
          </p>
          <CallArguments text={call.function.arguments} />
        </div>
      ))}
      <p class="quiet">
        {finishReason === undefined ? "No finish_reason came." : `finish_reason: ${finishReason}`}
      </p>
    </div>
  );
}

function CallArguments({ text }: { text: unknown }): VNode {
  try {
    const value: unknown = typeof text === "string" ? JSON.parse(text) : text;
    return <MarkedJson label="Arguments" value={value} />;
  } catch {
    return (
      <p>
        <strong>No JSON:</strong> <code>{String(text)}</code>
      </p>
    );
  }
}
