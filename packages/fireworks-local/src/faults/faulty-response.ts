import { withByteFaults } from "./byte-faults.js";
import { type BodyFlow, bytesOf, dropAfter, encoded, flowFrom, gzip, toBody } from "./body-flow.js";
import { withEventFaults } from "./event-faults.js";
import { readEvents } from "./event-stream.js";
import type { Fault } from "./fault.js";
import { faultHeaders, type FaultPlace } from "./replacement.js";
import { endEarly } from "./stream-end.js";

/** What a body's faults need to know of the request. */
export interface FaultyConnection {
  requestId: string;
  /** Of the request. */
  path: string;
  /** Drops the connection. */
  reset(): void;
}

/** The answer with the fault in its headers and its body. */
export async function withFault(
  response: Response,
  fault: Fault,
  connection: FaultyConnection,
): Promise<Response> {
  const { status, body } = response;
  const headers = new Headers(response.headers);
  if (fault.gzip === true) headers.set("content-encoding", "gzip");
  for (const [name, value] of Object.entries(faultHeaders(fault))) headers.set(name, value);
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (body === null || !concernsBody(fault)) return new Response(body, { status, headers });
  const faulty = faultyBody(body, fault, { ...connection, isStream });
  if (fault.contentLengthOff === undefined) return new Response(faulty, { status, headers });
  return withLength(faulty, fault.contentLengthOff, { status, headers, connection });
}

const BODY_FIELDS: readonly (keyof Fault)[] = [
  "quirks",
  "malformedEvent",
  "commentLines",
  "keepAlives",
  "cutAfterEvents",
  "stallAfterEvents",
  "errorAfterEvents",
  "cutAfterBytes",
  "stallAfterBytes",
  "chunkBytes",
  "chunkDelayMs",
  "gzip",
  "contentLengthOff",
];

function concernsBody(fault: Fault): boolean {
  return BODY_FIELDS.some((field) => fault[field] !== undefined);
}

/** Events first, then compression, then bytes, then the connection. */
function faultyBody(
  body: ReadableStream<Uint8Array>,
  fault: Fault,
  { isStream, requestId, path, reset }: FaultyConnection & { isStream: boolean },
): ReadableStream<Uint8Array> {
  const flow = flowFrom(body);
  let bytes = flow.source;
  if (isStream) bytes = throughEvents(bytes, fault, { flow, requestId, path });
  if (fault.gzip === true) bytes = bytesOf(gzip(toBody(bytes, flow.leave)).getReader());
  bytes = withByteFaults(bytes, fault, flow);
  if (fault.resetConnection === true) bytes = dropAfter(bytes, reset);
  return toBody(bytes, flow.leave);
}

function throughEvents(
  bytes: AsyncIterable<Uint8Array>,
  fault: Fault,
  { flow, ...place }: FaultPlace & { flow: BodyFlow },
): AsyncIterable<Uint8Array> {
  const events = withEventFaults(readEvents(bytes), fault, flow.signal);
  return endEarly(encoded(events), fault, { stall: flow.stall, ...place });
}

/** A whole body that does not have the length it declares. */
async function withLength(
  body: ReadableStream<Uint8Array>,
  off: number,
  answer: { status: number; headers: Headers; connection: FaultyConnection },
): Promise<Response> {
  const { status, headers, connection } = answer;
  const whole = new Uint8Array(await new Response(body).arrayBuffer());
  headers.set("content-length", String(Math.max(whole.length + off, 0)));
  const bytes = once(whole);
  return new Response(
    toBody(off > 0 ? dropAfter(bytes, connection.reset) : bytes, () => {}),
    {
      status,
      headers,
    },
  );
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
