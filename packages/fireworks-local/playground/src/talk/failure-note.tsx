import type { VNode } from "preact";
import type { ShownFailure } from "../server/exchange-event.js";

/** What happened, what the server said, and what to do. What came before stays above. */
export function FailureNote({ failure }: { failure: ShownFailure }): VNode {
  const { name, message, status, requestId, hint } = failure;
  return (
    <div class="failure">
      <p>
        <strong>
          {name}
          {status === undefined ? "" : ` (${status})`}
        </strong>
      </p>
      <p>{message}</p>
      {hint !== undefined && !message.includes(hint) && <p>{hint}</p>}
      {requestId !== undefined && (
        <p class="quiet">
          Request <code>{requestId}</code>
        </p>
      )}
    </div>
  );
}
