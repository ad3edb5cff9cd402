import type { ToolCall } from "fireworks-client/wire";
import type { VNode } from "preact";
import { callIdOf } from "../state/call-id.js";
import { readArguments } from "./call-arguments.js";

interface ToolCallCardsProps {
  calls: readonly ToolCall[];
  isOver: boolean;
}

/** What the model wants called; the arguments fill in as they come. */
export function ToolCallCards({ calls, isOver }: ToolCallCardsProps): VNode | null {
  if (calls.length === 0) return null;
  return (
    <ul class="tool-calls" aria-label="Tool calls">
      {calls.map((call, at) => (
        <li key={at} class="tool-call">
          <p class="tool-call-name">
            <strong>{call.function.name}</strong> <code class="quiet">{callIdOf(call, at)}</code>
          </p>
          {/* The last one is still being written. */}
          <Arguments
            text={call.function.arguments ?? ""}
            isOver={isOver || at < calls.length - 1}
          />
        </li>
      ))}
    </ul>
  );
}

function Arguments({ text, isOver }: { text: string; isOver: boolean }): VNode {
  const read = readArguments(text, isOver);
  if (read.kind === "invalid")
    return (
      <>
        <p class="problem">{read.problem}</p>
        <pre>{read.text}</pre>
      </>
    );
  return (
    <pre aria-busy={read.kind === "growing"}>{JSON.stringify(read.value, null, 2) ?? "…"}</pre>
  );
}
