import { toEvent } from "../sse/sse-writer.js";
import { envelopeBody } from "./envelopes.js";
import { adaptedApiOf } from "../adapters/adapted-path.js";
import { ERROR_EVENTS, errorFacts } from "../adapters/error-words.js";
import { toNamedEvent } from "../adapters/named-event.js";
import type { FaultPlace } from "./replacement.js";
import type { Fault } from "./fault.js";

const encoder = new TextEncoder();

const DEFAULT_ERROR = {
  object: "error",
  type: "server_error",
  code: "internal_server_error",
  message: "Internal server error",
};

/** Ends, stalls or breaks a stream after its Nth event. Every item is one event. */
export async function* endEarly(
  events: AsyncIterable<Uint8Array>,
  fault: Fault,
  { stall, ...at }: FaultPlace & { stall: () => Promise<void> },
): AsyncGenerator<Uint8Array> {
  let place = 0;
  for await (const event of events) {
    if (place === fault.errorAfterEvents) return yield encoder.encode(errorEvent(fault, at));
    if (place === fault.stallAfterEvents) return stall();
    if (fault.cutAfterEvents !== undefined && place >= fault.cutAfterEvents) {
      const length = cutLength(event, fault);
      if (length !== undefined) return yield event.subarray(0, length);
    }
    yield event;
    place += 1;
  }
}

/** How much of the event is still sent; undefined when the cut is to come later. */
function cutLength(event: Uint8Array, { cutInside }: Fault): number | undefined {
  if (cutInside === undefined) return 0;
  if (cutInside === "event") return Math.ceil(event.length / 2);
  const start = event.findIndex((byte) => byte >= 0xc0);
  return start < 0 ? undefined : start + 1;
}

function errorEvent(
  { error, envelope, errorEvent, ...fault }: Fault,
  { path, requestId }: FaultPlace,
): string {
  const { status = 500, message, code } = fault;
  const api = adaptedApiOf(path);
  if (api !== undefined && error === undefined && envelope === undefined) {
    const facts = errorFacts({ status, body: { error: DEFAULT_ERROR }, requestId });
    return toNamedEvent(ERROR_EVENTS[api](facts));
  }
  const body =
    error === undefined && envelope !== undefined
      ? envelopeBody(envelope, { status, message, code, requestId })
      : { error: error ?? DEFAULT_ERROR };
  const text = typeof body === "string" ? `data: ${body.trim()}\n\n` : toEvent(body);
  return errorEvent === true ? `event: error\n${text}` : text;
}
