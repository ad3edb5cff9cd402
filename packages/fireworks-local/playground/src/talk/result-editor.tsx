import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { OpenCalls } from "../state/talk.js";
import type { ToolResult } from "../state/conversation.js";
import { callIdOf } from "../state/call-id.js";

interface ResultEditorProps {
  open: OpenCalls;
  onSend: (results: readonly ToolResult[]) => void;
}

/** A field for the result of each call; what the tables know is filled in. */
export function ResultEditor({ open, onSend }: ResultEditorProps): VNode {
  const texts = useSignal<Readonly<Record<string, string>>>(
    Object.fromEntries(open.known.map(({ callId, text }) => [callId, text])),
  );
  const send = (): void =>
    onSend(
      open.calls.map((call, at) => {
        const callId = callIdOf(call, at);
        return { callId, text: texts.value[callId] ?? "", isCanned: false };
      }),
    );
  return (
    <form
      class="result-editor"
      aria-label="Results of the tool calls"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {open.calls.map((call, at) => {
        const callId = callIdOf(call, at);
        return (
          <label key={callId}>
            Result of {call.function.name} <code class="quiet">{callId}</code>
            <textarea
              rows={2}
              placeholder="Text or JSON, as the tool would answer"
              value={texts.value[callId] ?? ""}
              onInput={(event) =>
                (texts.value = { ...texts.value, [callId]: event.currentTarget.value })
              }
            />
          </label>
        );
      })}
      <p class="turn-actions">
        <button type="submit" class="primary">
          {open.calls.length === 1 ? "Send the result" : "Send the results"}
        </button>
      </p>
    </form>
  );
}
