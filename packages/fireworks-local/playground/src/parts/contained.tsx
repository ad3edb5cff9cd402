import type { ComponentChildren, VNode } from "preact";
import { useErrorBoundary } from "preact/hooks";

interface ContainedProps {
  /** What is in it, as a sentence begins: "This answer". */
  what: string;
  children: ComponentChildren;
}

/** A part of the page whose failure is told in its place, and takes nothing else with it. */
export function Contained({ what, children }: ContainedProps): VNode {
  const [error, tryAgain] = useErrorBoundary() as [unknown, () => void];
  if (error === undefined || error === null) return <>{children}</>;
  return (
    <div class="failure" role="alert">
      <p>
        <strong>{what} cannot be shown.</strong> What was received is kept; the rest of the page
        works.
      </p>
      <p>
        {error instanceof Error ? `${error.name}: ${error.message}` : "It failed without an error."}
      </p>
      <button type="button" onClick={tryAgain}>
        Try again
      </button>
    </div>
  );
}
