import { pause } from "../sse/pause.js";
import type { Stage } from "../server/app-context.js";
import { describeFault } from "../faults/describe-fault.js";
import type { Fault } from "../faults/fault.js";
import { withFault } from "../faults/faulty-response.js";
import { replacementFor } from "../faults/replacement.js";

/** Does to the request what the plan says; without a plan it passes it on. */
export function applyFaults(): Stage {
  return async (context, next) => {
    const recorded = context.get("recorded");
    const scope = context.get("scope");
    const selected = scope.faults.select(recorded, scope.name);
    if (selected === undefined) return next();
    const { fault, rule } = selected;
    context.set("fault", fault);
    recorded.fault = describeFault(fault, rule);
    recorded.isFaulty = changesAnswer(fault);
    if (fault.delayHeadersMs !== undefined)
      await pause(fault.delayHeadersMs, context.req.raw.signal);
    const { resetConnection } = context.env;
    if (dropsAtOnce(fault)) {
      resetConnection();
      return new Response(null, { status: 502 });
    }
    const requestId = recorded.id;
    const { path } = recorded;
    const replacement = replacementFor(fault, { requestId, path });
    if (replacement === undefined) await next();
    const answer = replacement ?? context.res;
    // Unset first: Hono would keep the headers of the answer that is replaced.
    context.res = undefined;
    context.res = await withFault(answer, fault, { requestId, path, reset: resetConnection });
    return undefined;
  };
}

/** Everything but a delay: a request that is only late may still be refused for what it says. */
function changesAnswer(fault: Fault): boolean {
  return Object.keys(fault).some((name) => name !== "delayHeadersMs" && name !== "latency");
}

function dropsAtOnce(fault: Fault): boolean {
  return (
    fault.resetConnection === true &&
    fault.cutAfterEvents === undefined &&
    fault.cutAfterBytes === undefined
  );
}
