import { pause } from "../sse/pause.js";
import type { Stage } from "../server/app-context.js";
import type { Fault } from "../faults/fault.js";
import { replacementFor } from "../faults/faulty-response.js";
import { withStreamFault } from "../faults/faulty-stream.js";

/** Does to the request what the plan says; without a plan it passes it on. */
export function applyFaults(): Stage {
  return async (context, next) => {
    const recorded = context.get("recorded");
    const scope = context.get("scope");
    const fault = scope.selectFault(recorded, scope.seen++);
    if (fault === undefined) return next();
    if (fault.delayHeadersMs !== undefined)
      await pause(fault.delayHeadersMs, context.req.raw.signal);
    const { resetConnection } = context.env;
    if (dropsAtOnce(fault)) {
      resetConnection();
      return new Response(null, { status: 502 });
    }
    const replacement = replacementFor(fault, recorded.id);
    if (replacement === undefined) await next();
    else context.res = replacement;
    const { body, headers } = context.res;
    if (body !== null && headers.get("content-type")?.startsWith("text/event-stream"))
      context.res = new Response(withStreamFault(body, fault, resetConnection), context.res);
    return undefined;
  };
}

function dropsAtOnce(fault: Fault): boolean {
  return fault.resetConnection === true && fault.cutAfterEvents === undefined;
}
