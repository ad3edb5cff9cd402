import { deepStrictEqual } from "node:assert";
import * as fc from "fast-check";
import { asProperty, type FuzzTarget } from "../../../../fuzz/target.js";
import { SseDecoder } from "../../src/stream/sse-events.js";
import { eventBytes, inPackets } from "./event-bytes.js";
import { anyTextIsRead, builtIdsAreRead } from "./model-ids.js";
import { referenceEvents } from "./sse-reference.js";
import { damageIsTyped, rightAnswersArrive } from "./streamed-answers.js";

function decode(packets: readonly Uint8Array[], limit?: number) {
  const decoder = new SseDecoder(limit);
  const events = packets.flatMap((packet) => decoder.push(packet));
  return { events: [...events, ...decoder.end()], tooLarge: decoder.tooLarge };
}

const agreesWithReference = fc.property(inPackets(eventBytes), ([bytes, packets]) => {
  deepStrictEqual(decode(packets).events, referenceEvents(bytes));
});

const limitsKeepThePrefix = fc.property(
  inPackets(eventBytes),
  fc.nat({ max: 60 }),
  ([bytes, packets], limit) => {
    const { events, tooLarge } = decode(packets, limit);
    const all = referenceEvents(bytes);
    deepStrictEqual(events, tooLarge ? all.slice(0, events.length) : all);
  },
);

export const CLIENT_TARGETS: readonly FuzzTarget[] = [
  {
    name: "sse-events",
    promise: "any bytes in any packets are the events that the standard reads, byte by byte",
    runs: 20_000,
    suiteRuns: 300,
    property: asProperty(agreesWithReference),
  },
  {
    name: "sse-limit",
    promise: "an event above the limit ends the reading, and those before it are right",
    runs: 10_000,
    suiteRuns: 100,
    property: asProperty(limitsKeepThePrefix),
  },
  {
    name: "streamed-answer",
    promise:
      "the texts of a right answer arrive, however its bytes are cut and its lines are ended",
    runs: 5_000,
    suiteRuns: 60,
    property: asProperty(rightAnswersArrive),
  },
  {
    name: "streamed-damage",
    promise: "whatever bytes stand in a stream, it ends in an answer or in a typed error",
    runs: 5_000,
    suiteRuns: 60,
    property: asProperty(damageIsTyped),
  },
  {
    name: "model-id-built",
    promise: "a model id that was built is read back",
    runs: 20_000,
    suiteRuns: 100,
    property: asProperty(builtIdsAreRead),
  },
  {
    name: "model-id-any",
    promise: "no text is refused as a model id, and what is read of it is what it says",
    runs: 20_000,
    suiteRuns: 200,
    property: asProperty(anyTextIsRead),
  },
];
