import type { Fault } from "./fault.js";
import { ENVELOPES } from "./envelopes.js";
import { errorBody } from "./error-body.js";

/** Where the answer goes. */
export interface FaultPlace {
  requestId: string;
  /** Of the request: what a refusal looks like follows from it. */
  path: string;
}

/** The answer a fault puts in place of the real one, or undefined when the real one is needed. */
export function replacementFor(fault: Fault, place: FaultPlace): Response | undefined {
  const status = statusOf(fault);
  if (status !== undefined) return statusResponse(fault, status, place);
  if (fault.rawEvents !== undefined) return eventsResponse(fault.rawEvents.map(toRawEvent));
  if (fault.emptyStream === true) return eventsResponse([]);
  return undefined;
}

/** An envelope alone is a refusal; with `errorAfterEvents` it stands in the stream. */
function statusOf({ status, envelope, errorAfterEvents }: Fault): number | undefined {
  if (status !== undefined || envelope === undefined || errorAfterEvents !== undefined)
    return status;
  return ENVELOPES[envelope].status;
}

/** Statuses that have no body by the standard; `Response` takes none with them. */
const WITHOUT_BODY = new Set([204, 205, 304]);

function statusResponse(fault: Fault, status: number, { requestId, path }: FaultPlace): Response {
  const { message, code, envelope } = fault;
  const isOwn = fault.body !== undefined;
  const body = isOwn ? fault.body : errorBody({ status, message, code, requestId, envelope, path });
  const isText = typeof body === "string";
  const textType = isOwn ? "text/plain; charset=utf-8" : "text/html";
  const hasBody = !WITHOUT_BODY.has(status) && body !== null;
  return new Response(hasBody ? (isText ? body : JSON.stringify(body)) : null, {
    status,
    headers: { "content-type": isText ? textType : "application/json" },
  });
}

function eventsResponse(events: string[]): Response {
  const encoder = new TextEncoder();
  const waiting = events.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const event = waiting.next();
      if (event.done === true) controller.close();
      else controller.enqueue(encoder.encode(event.value));
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

function toRawEvent(text: string): string {
  const isFramed = /^(?:data|event|id|retry)?:/.test(text) || text.endsWith("\n");
  if (!isFramed) return `data: ${text}\n\n`;
  return /\r?\n\r?\n$|\r\r$/.test(text) ? text : `${text.replace(/\r?\n$/, "")}\n\n`;
}

/** The headers a fault sets, whichever answer they go with. */
export function faultHeaders(fault: Fault): Record<string, string> {
  const { retryAfter, retryAfterMs, shouldRetry, headers } = fault;
  return {
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    ...(retryAfterMs === undefined ? {} : { "retry-after-ms": String(retryAfterMs) }),
    ...(shouldRetry === undefined ? {} : { "x-should-retry": String(shouldRetry) }),
    ...headers,
  };
}
