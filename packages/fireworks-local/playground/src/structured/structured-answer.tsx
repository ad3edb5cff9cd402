import type { VNode } from "preact";
import { JsonTree } from "../parts/json-tree.js";
import type { StructuredState } from "./structured-state.js";
import "./structured.css";

/** The object of an answer as it grows, and in the end whether it is what was asked for. */
export function StructuredAnswer({ state }: { state: StructuredState }): VNode | null {
  if (state.kind === "none") return null;
  return (
    <section class="structured" aria-label="Structured answer">
      {state.kind === "growing" && <p class="quiet">growing …</p>}
      {state.kind === "fits" && <p class="fits">✓ {state.note}</p>}
      {state.kind === "departs" && (
        <ul class="violations" aria-label="What does not fit">
          {state.violations.map(({ pointer, text }) => (
            <li key={`${pointer} ${text}`}>
              ✗ <code>{pointer === "" ? "the whole" : pointer}</code> {text}
            </li>
          ))}
        </ul>
      )}
      {typeof state.value !== "string" && <JsonTree value={state.value} />}
    </section>
  );
}
