import { expect, test } from "vitest";
import { DONE_EVENT, toEvent, writeEvents } from "../../src/sse/sse-writer.js";
import { pause } from "../../src/sse/pause.js";

/** Counts what was made, and whether the maker was told to stop. */
function counting(length: number): {
  events: Generator<string>;
  made: () => number;
  ended: () => boolean;
} {
  let made = 0;
  let ended = false;
  function* events(): Generator<string> {
    try {
      for (; made < length;) yield toEvent({ event: (made += 1) });
    } finally {
      ended = true;
    }
  }
  return { events: events(), made: () => made, ended: () => ended };
}

test.each([0, 1])("generation stops when the reader leaves (wait %i ms)", async (waitMs) => {
  const { events, made, ended } = counting(1_000);
  const reader = writeEvents(events, { beforeEvent: () => waitMs }).getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  expect(ended()).toBe(true);
  expect(made()).toBeLessThan(6);
});

test("nothing is made ahead for a reader who does not read", async () => {
  const { events, made } = counting(1_000);
  const stream = writeEvents(events);
  await pause(1);
  expect(made()).toBeLessThan(3);
  await stream.cancel();
});

test("events are written one a chunk, in order, to the end", async () => {
  const text = await new Response(writeEvents(["a", "b", DONE_EVENT].values())).text();
  expect(text).toBe("abdata: [DONE]\n\n");
});
