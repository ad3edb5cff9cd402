import { expect, test } from "vitest";
import { Flights } from "../../src/pacing/flights.js";
import { Meter } from "../../src/pacing/meter.js";
import type { Change } from "../../src/pacing/meter.js";

/** Reads what one call after the other was told, a second apart. */
function changesOf(readings: readonly { limit: number; remaining: number }[]): Change[] {
  const [meter, flights] = [new Meter(1), new Flights()];
  return readings.map((reading, second) => {
    const call = flights.send(1_000 * second);
    const change = meter.read(reading, flights.answered(call, false, 1_000 * second + 5));
    flights.ended(call);
    return change;
  });
}

test("a limit that grows while little is used is no budget that comes back", () => {
  const changes = changesOf([
    { limit: 250, remaining: 249 },
    { limit: 250, remaining: 248 },
    { limit: 250, remaining: 247 },
    { limit: 313, remaining: 309 },
  ]);
  expect(changes).toEqual(["first", "drained", "drained", "drained"]);
});

test("a budget that comes back at once is seen, with a limit that stays and with one that grows", () => {
  const used = [
    { limit: 250, remaining: 249 },
    { limit: 250, remaining: 20 },
    { limit: 250, remaining: 19 },
  ];
  expect(changesOf([...used, { limit: 250, remaining: 249 }]).at(-1)).toBe("reset");
  expect(changesOf([...used, { limit: 313, remaining: 312 }]).at(-1)).toBe("reset");
});
