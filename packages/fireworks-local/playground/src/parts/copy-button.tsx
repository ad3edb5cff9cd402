import { useSignal } from "@preact/signals";
import type { VNode } from "preact";

/** Copies a text, and says whether that worked: a page that is not served safely may not. */
export function CopyButton({ text, label }: { text: () => string; label: string }): VNode {
  const told = useSignal("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      told.value = "Copied";
    } catch {
      told.value = "The browser did not allow it";
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>
      <span class="quiet" role="status">
        {told.value}
      </span>
    </>
  );
}
