import { gatewayError, invalidRequest, unauthorized } from "../requests/refusal.js";
import type { Fault } from "./fault.js";

/** The answer a fault puts in place of the real one, or undefined when the real one is needed. */
export function replacementFor(fault: Fault, requestId: string): Response | undefined {
  if (fault.status !== undefined) return statusResponse(fault, fault.status, requestId);
  if (fault.rawEvents !== undefined) return eventsResponse(fault, fault.rawEvents.map(toRawEvent));
  if (fault.emptyStream === true) return eventsResponse(fault, []);
  return undefined;
}

function statusResponse(fault: Fault, status: number, requestId: string): Response {
  const body = fault.body === undefined ? usualBody(status, requestId) : fault.body;
  const isText = typeof body === "string";
  const type = isText ? "text/plain; charset=utf-8" : "application/json";
  const hasBody = status !== 204 && status !== 304 && body !== null;
  return new Response(hasBody ? (isText ? body : JSON.stringify(body)) : null, {
    status,
    headers: { "content-type": type, ...fault.headers },
  });
}

/** Contract 5.2 and 5.3; where no text is known, the status says it. */
function usualBody(status: number, requestId: string): unknown {
  if (status === 401 || status === 403) return unauthorized(status, requestId).body;
  if (status === 429)
    return invalidRequest("rate limit exceeded, please try again later", status).body;
  const [message, code] = USUAL_ERRORS[status] ?? [`Request failed with status ${status}`, "ERROR"];
  return gatewayError(status, { message, code }).body;
}

const USUAL_ERRORS: Record<number, [message: string, code: string]> = {
  404: ["Model not found, inaccessible, and/or not deployed", "NOT_FOUND"],
  500: ["Internal server error", "INTERNAL_SERVER_ERROR"],
  502: ["Bad gateway", "BAD_GATEWAY"],
  503: [
    "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.",
    "DEPLOYMENT_SCALING_UP",
  ],
  504: ["Gateway timeout", "GATEWAY_TIMEOUT"],
};

function eventsResponse(fault: Fault, events: string[]): Response {
  const encoder = new TextEncoder();
  const waiting = [...events];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const event = waiting.shift();
      if (event === undefined) controller.close();
      else controller.enqueue(encoder.encode(event));
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", ...fault.headers },
  });
}

function toRawEvent(text: string): string {
  const isFramed = /^(?:data|event|id|retry)?:/.test(text) || text.endsWith("\n");
  if (!isFramed) return `data: ${text}\n\n`;
  return /\r?\n\r?\n$|\r\r$/.test(text) ? text : `${text.replace(/\r?\n$/, "")}\n\n`;
}
