import type { AppliedFault } from "./applied-fault.js";
import type { Fault } from "./fault.js";

type Words = { [Name in keyof Required<Fault>]: (value: Required<Fault>[Name]) => string };

/** A field that only says more of another one has no words of its own. */
const beside = (): string => "";

const WORDS: Words = {
  status: (status) => `status ${status}`,
  envelope: (name) => `the error body ${name}`,
  message: beside,
  code: beside,
  body: () => "a body of the plan",
  retryAfter: (seconds) => `Retry-After ${seconds}`,
  retryAfterMs: (ms) => `retry-after-ms ${ms}`,
  shouldRetry: (value) => `x-should-retry ${value}`,
  headers: (headers) => `headers ${Object.keys(headers).join(", ")}`,
  emptyStream: () => "a stream without events",
  rawEvents: ({ length }) => `${length} events of the plan`,
  delayHeadersMs: (ms) => `the answer ${ms} ms late`,
  latency: (latency) => `${typeof latency === "string" ? latency : "its own"} latency`,
  resetConnection: () => "the connection dropped",
  quirks: (names) => `quirks ${[names].flat().join(", ")}`,
  commentLines: () => "comment lines between the events",
  keepAlives: ({ count }) => `${count} comment lines first`,
  malformedEvent: (kind) => `a malformed event (${kind})`,
  malformedAfterEvents: beside,
  cutAfterEvents: (count) => `cut after ${count} events`,
  cutInside: (what) => `inside the next ${what}`,
  stallAfterEvents: (count) => `stalled after ${count} events`,
  errorAfterEvents: (count) => `an error after ${count} events`,
  error: beside,
  errorEvent: beside,
  cutAfterBytes: (count) => `cut after ${count} bytes`,
  stallAfterBytes: (count) => `stalled after ${count} bytes`,
  chunkBytes: (count) => `in pieces of ${count} bytes`,
  chunkDelayMs: (ms) => `${ms} ms before each piece`,
  gzip: () => "compressed",
  contentLengthOff: (bytes) => `Content-Length ${bytes > 0 ? "+" : ""}${bytes}`,
};

/** What a fault does, for a person who reads the journal. */
export function describeFault(fault: Fault, rule: number | undefined): AppliedFault {
  const kinds = (Object.keys(fault) as (keyof Fault)[]).filter(
    (name) => name in WORDS && fault[name] !== undefined && fault[name] !== false,
  );
  const text = kinds.map((name) => (WORDS[name] as (value: unknown) => string)(fault[name]));
  return { rule, kinds, text: text.filter((words) => words !== "").join(", ") };
}
