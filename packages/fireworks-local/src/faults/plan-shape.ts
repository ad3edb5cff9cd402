import {
  anything,
  boolean,
  type Field,
  integerRange,
  list,
  map,
  object,
  oneOf,
  optional,
  range,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";
import { LATENCY_SHAPE, MILLISECONDS } from "../requests/latency-shape.js";
import { ENVELOPES } from "./envelopes.js";
import type { Fault, FaultMatch, FaultRule } from "./fault.js";
import { MALFORMED_EVENTS } from "./malformed-events.js";
import { FAULT_ENDPOINTS } from "./match-request.js";
import { QUIRK_NAMES } from "./quirk-names.js";

/** A description with every key that the type has, and no other. */
type KeysOf<Type> = { [Key in keyof Type]-?: Field };

const MAX_RULES = 1_000;

const count: Shape = integerRange(0);

const MATCH: KeysOf<FaultMatch> = {
  path: optional(string, "The end of the path; `*` stands for any text."),
  endpoint: optional(
    union({ one: oneOf(...FAULT_ENDPOINTS), several: list(oneOf(...FAULT_ENDPOINTS)) }),
    "What the path is for.",
  ),
  method: optional(string, "GET, POST, …"),
  model: optional(string, "The model as the request names it, or a pattern `/…/`."),
  stream: optional(boolean, "Whether a stream is asked for."),
  scope: optional(string, "The scope's name; empty for the shared one."),
  headers: optional(map(string), "Headers that must be so; texts, or patterns `/…/`."),
  body: optional(string, "Found in the body as JSON text, or a pattern `/…/`."),
  json: optional(
    map(anything),
    "Values in the body by their path, such as `messages[-1].content`.",
  ),
};

const FAULT: KeysOf<Fault> = {
  status: optional(integerRange(200, 599), "Answer with this status."),
  envelope: optional(oneOf(...Object.keys(ENVELOPES)), "Which of Fireworks' error bodies."),
  message: optional(string, "The text in the envelope."),
  code: optional(string, "The code in the envelope."),
  body: optional(anything, "A body of your own: JSON, or a text."),
  retryAfter: optional(
    union({ seconds: range(0, 1e9), date: string }),
    "The header Retry-After: seconds, or a date.",
  ),
  retryAfterMs: optional(range(0, 1e12), "The header retry-after-ms."),
  shouldRetry: optional(boolean, "The header x-should-retry."),
  headers: optional(map(string), "Set on the answer, real or not."),
  emptyStream: optional(boolean, "A stream without a single event."),
  rawEvents: optional(list(string), "These events instead."),
  delayHeadersMs: optional(MILLISECONDS, "Before the answer starts."),
  latency: optional(LATENCY_SHAPE, "How slowly the answer is written."),
  resetConnection: optional(boolean, "Drop the connection, at once or where it is cut."),
  quirks: optional(
    union({ one: oneOf(...QUIRK_NAMES), several: list(oneOf(...QUIRK_NAMES)) }),
    "Departures from the usual stream, by name.",
  ),
  commentLines: optional(boolean, "A comment line before every event."),
  keepAlives: optional(
    object({
      count: required(integerRange(0, 100_000), "How many."),
      everyMs: optional(MILLISECONDS, "Milliseconds before each."),
    }),
    "Comment lines before the first event.",
  ),
  malformedEvent: optional(oneOf(...Object.keys(MALFORMED_EVENTS)), "One event that is broken."),
  malformedAfterEvents: optional(count, "Events before the broken one; 1 by default."),
  cutAfterEvents: optional(count, "End after N events, without [DONE]."),
  cutInside: optional(oneOf("event", "character"), "End inside what follows."),
  stallAfterEvents: optional(count, "Fall silent after N events."),
  errorAfterEvents: optional(count, "An error object after N events, and the end."),
  error: optional(anything, "What stands under `error` then."),
  errorEvent: optional(boolean, "With a line `event: error`."),
  cutAfterBytes: optional(count, "End after N bytes."),
  stallAfterBytes: optional(count, "Fall silent after N bytes."),
  chunkBytes: optional(integerRange(1), "In pieces of N bytes."),
  chunkDelayMs: optional(MILLISECONDS, "Before each piece."),
  gzip: optional(boolean, "Compressed."),
  contentLengthOff: optional(
    integerRange(-1_000_000_000, 1_000_000_000),
    "A Content-Length that is off by this much.",
  ),
};

const RULE: KeysOf<FaultRule> = {
  match: optional(object(MATCH), "Which requests; all conditions must hold."),
  fault: required(object(FAULT), "What goes wrong; nothing, if it is empty."),
  times: optional(count, "So often, then never again."),
  skip: optional(count, "Leave out the first N that match."),
  every: optional(integerRange(1), "Of those left, every Nth."),
  per: optional(oneOf("scope", "request"), "Count all together, or each distinct request."),
};

export const RULES_SHAPE: Shape = list(object(RULE), { max: MAX_RULES });

/** A file of faults: the rules, alone or under the key `faults`. */
export const FAULT_PLAN_SHAPE: Shape = union({
  rules: RULES_SHAPE,
  file: object({
    $schema: optional(string, "Where editors find the description of this file."),
    faults: required(RULES_SHAPE, "Rules in order; the first that matches decides."),
  }),
});
